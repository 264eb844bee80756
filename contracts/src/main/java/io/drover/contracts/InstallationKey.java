package io.drover.contracts;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The key that an installation's processes share, and from which others are derived: one for each purpose, by HKDF-SHA-256 (RFC 5869), so that what
 * was made for one purpose is worth nothing for another. The file has 32 bytes in base64 on its first line; on further lines, keys
 * that it had before: nothing new is signed with them, and what they signed is still known.
 */
public final class InstallationKey {

    private static final int KEY_BYTES = 32;

    private final List<byte[]> keys;

    private InstallationKey(List<byte[]> keys) {
        this.keys = keys;
    }

    /**
     * @param text of the key file
     * @throws IllegalArgumentException when it is anything else; the message does not repeat it
     */
    public static InstallationKey of(String text) {
        List<byte[]> keys = text.strip()
                .lines()
                .filter(line -> !line.isBlank())
                .map(InstallationKey::key)
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("it is empty");
        }
        return new InstallationKey(keys);
    }

    /**
     * For a process that starts.
     *
     * @param file of the setting {@code drover.secrets.key-file}; empty when that is not set
     * @throws IllegalStateException when there is none, or it holds no key: nothing may run without
     */
    public static InstallationKey read(Optional<Path> file) {
        if (file.isEmpty()) {
            throw new IllegalStateException("drover.secrets.key-file is not set, and without the installation's key no"
                    + " message can be told from a forged one. Make a file of 32 random bytes in base64, once for the"
                    + " whole installation (head -c 32 /dev/urandom | base64), and name it to the coordinator and all"
                    + " workers.");
        }
        try {
            return of(Files.readString(file.get()));
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The file of drover.secrets.key-file, " + file.get() + ", holds no key: "
                            + (e instanceof IOException ? "it cannot be read" : e.getMessage()),
                    e);
        }
    }

    /** @param purpose a word of Drover's own, never a text from outside */
    public Signer signer(String purpose) {
        return new Signer(keys.stream().map(key -> derive(key, purpose)).toList());
    }

    /** Extract without a salt, and expand to one block: the output of SHA-256 is as long as the keys that are needed. */
    static byte[] derive(byte[] key, String purpose) {
        byte[] extracted = Signer.hmac(new byte[KEY_BYTES], key);
        byte[] info = purpose.getBytes(StandardCharsets.UTF_8);
        byte[] block = Arrays.copyOf(info, info.length + 1);
        block[info.length] = 1;
        return Signer.hmac(extracted, block);
    }

    private static byte[] key(String line) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(line.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a key is 32 bytes in base64");
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException("a key is 32 bytes in base64, not " + bytes.length);
        }
        return bytes;
    }
}
