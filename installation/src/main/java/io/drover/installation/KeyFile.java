package io.drover.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Files that their owner alone reads. Most hold 32 random bytes in Base64: the key of an installation's secrets, the token of its
 * API.
 */
public final class KeyFile {

    private static final int BYTES = 32;

    private KeyFile() {}

    /** The file, made where it is not there; whole or not at all. */
    public static Path in(Path folder, String name) {
        Path file = folder.resolve(name);
        if (Files.notExists(file)) {
            byte[] key = new byte[BYTES];
            new SecureRandom().nextBytes(key);
            write(file, Base64.getEncoder().encodeToString(key) + "\n");
        }
        return file;
    }

    /** Puts a file in the place of the one that was there, whole or not at all. */
    static Path write(Path file, String content) {
        Path folder = ownFolder(file.toAbsolutePath().resolveSibling(""));
        try {
            Path unfinished = Files.createTempFile(
                    folder,
                    file.getFileName().toString(),
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(unfinished, content);
            return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written", e);
        }
    }

    /** A folder that nobody but its owner enters, also one that was there before. */
    static Path ownFolder(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder + " could not be closed to others", e);
        }
    }
}
