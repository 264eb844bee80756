package io.drover.coordinator.access;

import io.drover.api.AuditLine;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What a token looks like: a word by which people and scanners know it, and 256 random bits. With so many, one SHA-256 keeps them as
 * well as a slow hash would.
 */
final class TokenValue {

    private static final String PREFIX = "drover_";
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private TokenValue() {}

    static String fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    static String hash(String value) {
        return AuditLine.sha256(value);
    }
}
