package io.drover.staging;

import java.util.Base64;

/** Keys for tests. */
final class Seals {

    static final FileSeal SEAL = of((byte) 1);

    private Seals() {}

    /** With a key for each, the newest first. */
    static FileSeal of(byte... each) {
        StringBuilder keys = new StringBuilder();
        for (byte one : each) {
            byte[] key = new byte[32];
            java.util.Arrays.fill(key, one);
            keys.append(Base64.getEncoder().encodeToString(key)).append('\n');
        }
        return new FileSeal(keys.toString());
    }
}
