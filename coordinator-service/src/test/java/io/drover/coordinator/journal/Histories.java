package io.drover.coordinator.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Journals of executions that ran, one entry a line, as they lay on the topic. */
public final class Histories {

    private static final Path RECORDED = Path.of("src/test/resources/histories");
    private static final Path NEW = Path.of("target/histories");

    private Histories() {}

    static Stream<String> names() throws IOException {
        try (Stream<Path> files = Files.list(RECORDED)) {
            return files.map(file -> file.getFileName().toString().replace(".jsonl", "")).sorted().toList().stream();
        }
    }

    static List<String> lines(String name) {
        try {
            return Files.readAllLines(RECORDED.resolve(name + ".jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Leaves one where it can be taken from when histories are recorded anew. */
    public static void leave(String name, List<JournalEntry> entries) throws IOException {
        Files.createDirectories(NEW);
        Files.write(
                NEW.resolve(name + ".jsonl"),
                entries.stream().map(JournalEntry::encode).toList());
    }
}
