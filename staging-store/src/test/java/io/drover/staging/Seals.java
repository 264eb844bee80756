package io.drover.staging;

import java.util.Base64;

/** Keys for tests. */
final class Seals {

    static final FileSeal SEAL = of((byte) 1);

    private Seals() {}

    static FileSeal of(byte each) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, each);
        return new FileSeal(Base64.getEncoder().encodeToString(key));
    }
}
