package io.drover.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** Folders with everything in them. */
public final class Folders {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Folders() {}

    /** Deletes a folder that a process which is just ending may still change. */
    public static void delete(Path folder) {
        if (!Awaiting.until(PATIENCE, () -> isDeleted(folder))) {
            throw StartException.of("The folder " + folder + " cannot be deleted.");
        }
    }

    private static boolean isDeleted(Path folder) {
        if (Files.notExists(folder)) {
            return true;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path each : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false; // something appeared or vanished meanwhile
        }
    }
}
