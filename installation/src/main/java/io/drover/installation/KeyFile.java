package io.drover.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

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
            write(file, newKey() + "\n");
        }
        return file;
    }

    /** Puts a file in the place of the one that was there, whole or not at all. */
    static Path write(Path file, String content) {
        ownFolder(file.toAbsolutePath().resolveSibling(""));
        try {
            return write(file, content, PosixFilePermissions.fromString("rw-------"));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " could not be written", e);
        }
    }

    /** Puts a new key before those that a file has. Whoever may read it may still. */
    public static void prepend(Path file) {
        change(file, keys -> Stream.concat(Stream.of(newKey()), keys.stream()).toList());
    }

    /** Takes all keys but the first out of a file. */
    public static void keepFirst(Path file) {
        change(file, keys -> keys.subList(0, 1));
    }

    private static void change(Path file, UnaryOperator<List<String>> change) {
        try {
            List<String> keys = Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList();
            if (keys.isEmpty()) {
                throw new IOException("it is empty");
            }
            write(file, String.join("\n", change.apply(keys)) + "\n", Files.getPosixFilePermissions(file));
        } catch (IOException e) {
            throw new UncheckedIOException("The key file " + file + " could not be changed", e);
        }
    }

    private static Path write(Path file, String content, Set<PosixFilePermission> permissions) throws IOException {
        Path unfinished = Files.createTempFile(
                file.toAbsolutePath().resolveSibling(""),
                String.valueOf(file.getFileName()),
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(unfinished, content);
        Files.setPosixFilePermissions(unfinished, permissions);
        return Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String newKey() {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
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
