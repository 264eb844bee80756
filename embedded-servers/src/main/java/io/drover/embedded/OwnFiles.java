package io.drover.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and directories that nobody but their owner reads or enters, whatever the umask of this process. */
final class OwnFiles {

    private static final String FILE = "rw-------";
    private static final String DIRECTORY = "rwx------";

    private OwnFiles() {}

    /** An empty file that was not there. */
    static Path create(Path file) throws IOException {
        return Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(FILE)));
    }

    /** The directory, closed to others, also one that was there and was open. */
    static Path directory(Path directory) throws IOException {
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(DIRECTORY)));
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(DIRECTORY));
    }
}
