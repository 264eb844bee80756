package io.drover.staging;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Gives each staged file its password, from the installation's secret key and the file's place. Whoever has the staging store
 * but not the key reads nothing, and a file that was moved to another place does not open there.
 */
public final class FileSeal {

    private static final String MAC = "HmacSHA256";
    private static final String PURPOSE = "drover staged file ";
    private static final int KEY_BYTES = 32;

    private final List<SecretKeySpec> keys;

    /**
     * @param keyText 32 bytes in base64, as the key file holds them; on further lines, keys that it had before, which open what they
     *     sealed
     * @throws IllegalArgumentException when it is anything else; the message does not repeat it
     */
    public FileSeal(String keyText) {
        this.keys = keyText.strip().lines().map(FileSeal::key).toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("the secret key must be 32 bytes in base64");
        }
    }

    private static SecretKeySpec key(String line) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(line.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the secret key must be 32 bytes in base64");
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("the secret key must be 32 bytes in base64, not " + bytes.length);
        }
        return new SecretKeySpec(bytes, MAC);
    }

    /** What seals a new file. */
    char[] password(String place) {
        return password(keys.getFirst(), place);
    }

    /** What may have sealed a file, the newest first. */
    List<char[]> passwords(String place) {
        return keys.stream().map(key -> password(key, place)).toList();
    }

    private static char[] password(SecretKeySpec key, String place) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            byte[] password = mac.doFinal((PURPOSE + place).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(password).toCharArray();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }
}
