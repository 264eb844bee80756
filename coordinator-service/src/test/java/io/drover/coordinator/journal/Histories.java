package io.drover.coordinator.journal;

import io.drover.coordinator.domain.Decision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Journals of executions that ran, one entry a line, as they lay on the topic; by what the releases that wrote them had:
 * {@code first} neither policies nor changes, {@code policies} no changes, {@code changes} both.
 */
public final class Histories {

    private static final Path RECORDED = Path.of("src/test/resources/histories");
    private static final Path NEW = Path.of("target/histories");

    private Histories() {}

    /** For example {@code first/success}. */
    static List<String> names() {
        try (Stream<Path> files = Files.walk(RECORDED)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> RECORDED.relativize(file).toString().replace(".jsonl", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<String> lines(String name) {
        try {
            return Files.readAllLines(RECORDED.resolve(name + ".jsonl"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<JournalEntry> entries(String name) {
        return entries(lines(name));
    }

    static List<JournalEntry> entries(List<String> lines) {
        return lines.stream()
                .map(Journaled::decode)
                .map(JournalEntry.class::cast)
                .toList();
    }

    /**
     * The same history as if an installation had been updated to this release while it ran: from {@code first} on its entries
     * keep changes.
     *
     * @param first the first number that does
     */
    static List<JournalEntry> updatedBefore(int first, List<JournalEntry> old) {
        List<JournalEntry> entries = new ArrayList<>();
        Replay replay = new Replay(old.getFirst());
        String row = StateDocument.withoutChanges(replay.state()).text();
        for (JournalEntry entry : old) {
            Decision decision = replay.goOn(entry);
            if (entry.seq() < first) {
                entries.add(entry);
                row = StateDocument.withoutChanges(decision.next()).text();
                continue;
            }
            StateDocument after = StateDocument.of(decision.next());
            Followed followed = Followed.of(StateDocument.read(row), after, entry.signal(), decision);
            row = after.text();
            entries.add(JournalEntry.of(
                    entry.execution(), entry.seq(), entry.at(), entry.signal(), entry.began(), decision, followed));
        }
        return entries;
    }

    /** Leaves one where it can be taken from when histories are recorded anew. */
    public static void leave(String name, List<JournalEntry> entries) throws IOException {
        Files.createDirectories(NEW);
        Files.write(
                NEW.resolve(name + ".jsonl"),
                entries.stream().map(JournalEntry::encode).toList());
    }
}
