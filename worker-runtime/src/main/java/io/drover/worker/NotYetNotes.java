package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.contracts.Outcome;
import io.drover.staging.StagedJson;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * What attempts of a step answered that were not done yet, in the staging store beside the marks of deeds. The note is the answer: who
 * finds that of its own attempt gives it again, and who is asked again after it knows that what was begun before it goes on.
 */
final class NotYetNotes {

    private static final String NOTE = "not-yet-";
    private static final String JSON = ".json";

    private final Command command;
    private final StagingStore store;

    NotYetNotes(Command command, StagingStore store) {
        this.command = command;
        this.store = store;
    }

    /** @param facts what the operation told until then, for when it is asked again */
    record Note(Instant at, String worker, int attempt, Outcome.NotYet answer, Map<String, String> facts) {}

    /** What this very attempt answered, in an earlier delivery. */
    Optional<Note> own() throws IOException {
        return read(key(command.attempt()));
    }

    /** The latest of the attempts before this one, in its round. */
    Optional<Note> latest() throws IOException {
        Optional<Integer> attempt = store.list(ofRound()).stream()
                .map(key -> Integer.parseInt(key.substring(ofRound().length(), key.length() - JSON.length())))
                .filter(number -> number < command.attempt())
                .max(Comparator.naturalOrder());
        return attempt.isEmpty() ? Optional.empty() : read(key(attempt.get()));
    }

    /** @return the note that counts: this one, or that of an earlier delivery */
    Note leave(Note note) throws IOException {
        return store.putIfAbsent(key(note.attempt()), EvidenceLog.json(note))
                ? note
                : own().orElseThrow(() -> new IOException("a note was there and is not any more"));
    }

    private Optional<Note> read(String key) throws IOException {
        Optional<byte[]> found = store.get(key);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(StagedJson.mapper().readValue(found.get(), Note.class));
    }

    private String key(int attempt) {
        return "%s%02d%s".formatted(ofRound(), attempt, JSON);
    }

    private String ofRound() {
        return "%s%s%02d-"
                .formatted(EvidenceLog.folder(command), NOTE, command.batch().number());
    }
}
