package io.drover.staging;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
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

    private final SecretKeySpec key;

    /**
     * @param keyText 32 bytes in base64, as the key file holds them
     * @throws IllegalArgumentException when it is anything else; the message does not repeat it
     */
    public FileSeal(String keyText) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(keyText.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("the secret key must be 32 bytes in base64");
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("the secret key must be 32 bytes in base64, not " + bytes.length);
        }
        this.key = new SecretKeySpec(bytes, MAC);
    }

    char[] password(String place) {
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
