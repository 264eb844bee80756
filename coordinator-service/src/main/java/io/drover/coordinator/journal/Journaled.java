package io.drover.coordinator.journal;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.OptBoolean;
import io.drover.contracts.Messages;
import io.drover.coordinator.persistence.DocumentJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** A message on {@code drover.journal}. A released version of one is finished: the log is kept for ever. */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        property = "type",
        requireTypeIdForSubtypes = OptBoolean.FALSE) // rows of the table say by their place what they are
@JsonSubTypes({
    @JsonSubTypes.Type(value = JournalEntry.class, name = "drover.decided"),
    @JsonSubTypes.Type(value = Defined.class, name = "drover.defined"),
    @JsonSubTypes.Type(value = Pruned.class, name = "drover.pruned")
})
public sealed interface Journaled permits JournalEntry, Defined, Pruned {

    /** The newest version that this release knows, of all types. */
    int VERSION = 1;

    int version();

    /** 1, 2, 3 … of what it is about. */
    long seq();

    Instant at();

    /** @throws EntryTooLongException when it is over the limit of all messages */
    static String encode(Journaled entry) {
        String json = DocumentJson.write(entry);
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > Messages.MAX_BYTES) {
            throw new EntryTooLongException(bytes);
        }
        return json;
    }

    /** @throws IllegalStateException when it is none, or of a newer release */
    static Journaled decode(String json) {
        Journaled entry = DocumentJson.read(json, Journaled.class);
        if (entry.version() < 1 || entry.version() > VERSION) {
            throw new IllegalStateException("version " + entry.version() + " of an entry of which version " + VERSION
                    + " is the newest known here");
        }
        return entry;
    }
}
