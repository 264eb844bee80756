package io.drover.contracts;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How a secret rests in Drover's own table: AES-256-GCM, bound to its name and to what it is for, so that a value cannot be moved to
 * another row, and whoever can write to the table cannot let it be sent elsewhere. The coordinator seals what users hand in; only
 * workers open.
 */
public final class SecretSeal {

    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String MAC = "HmacSHA256";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_BYTES = 32;
    private static final int ID_BYTES = 4;

    private final List<SecretKeySpec> keys;
    private final SecureRandom random = new SecureRandom();

    /**
     * @param keyText 32 bytes in base64, as the key file or the environment holds them; on further lines, keys that it had before:
     *     nothing new is sealed with them, and what they sealed still opens
     * @throws IllegalArgumentException when it is anything else; the message does not repeat it
     */
    public SecretSeal(String keyText) {
        this.keys = keyText.strip().lines().map(SecretSeal::key).toList();
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
        return new SecretKeySpec(bytes, "AES");
    }

    /** Tells the key that {@link #seal} takes from others, and nothing else of it. */
    public String keyId() {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(keys.getFirst().getEncoded(), MAC));
            byte[] id = mac.doFinal("drover key id".getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(id, 0, ID_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + MAC, e);
        }
    }

    /** @return nonce, then ciphertext with tag */
    public byte[] seal(String name, SecretBinding use, String value) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce, name, use);
            byte[] sealed = cipher.doFinal(value.getBytes(StandardCharsets.UTF_8));
            byte[] all = new byte[nonce.length + sealed.length];
            System.arraycopy(nonce, 0, all, 0, nonce.length);
            System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot seal secret " + name, e);
        }
    }

    /** @throws IllegalStateException when it was sealed with none of the keys, for another name or for another use */
    public String open(String name, SecretBinding use, byte[] sealed) {
        GeneralSecurityException last = new GeneralSecurityException("it is no sealed value");
        for (SecretKeySpec key : keys) {
            try {
                byte[] nonce = Arrays.copyOf(sealed, NONCE_BYTES);
                Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, nonce, name, use);
                return new String(
                        cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES), StandardCharsets.UTF_8);
            } catch (GeneralSecurityException e) {
                last = e;
            } catch (IllegalArgumentException e) {
                break; // it is cut
            }
        }
        throw new IllegalStateException(
                "Secret " + name
                        + " was sealed with another key, or its row was changed since. Store it again, or mount the"
                        + " key that it was sealed with.",
                last);
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String name, SecretBinding use)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((name + "\n" + use).getBytes(StandardCharsets.UTF_8)); // no name has a line end
        return cipher;
    }
}
