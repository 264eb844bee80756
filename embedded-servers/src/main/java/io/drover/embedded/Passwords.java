package io.drover.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.UUID;

/** Random passwords in files, each of which its owner alone reads. */
final class Passwords {

    private static final int BYTES = 24;

    private Passwords() {}

    /** The password of a file, made where there is none; whole or not at all. */
    static String in(Path file) throws IOException {
        if (Files.notExists(file)) {
            byte[] random = new byte[BYTES];
            new SecureRandom().nextBytes(random);
            Path aside = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
            OwnFiles.create(aside);
            Files.writeString(aside, HexFormat.of().formatHex(random));
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(file).strip();
    }
}
