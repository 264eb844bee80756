package io.drover.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/** What users of the machine who are not the owner can read, change or enter. */
final class OpenToOthers {

    private OpenToOthers() {}

    /** The paths below {@code folder}, itself included, each with its permissions; a link is what it leads to. */
    static List<String> in(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !Files.isSymbolicLink(path))
                    .filter(path -> !permissions(path).endsWith("------"))
                    .map(path -> permissions(path) + " " + folder.relativize(path))
                    .toList();
        }
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            return "gone------"; // since it was listed
        }
    }
}
