package io.drover.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.contracts.Command;
import io.drover.spi.Evidence;
import io.drover.staging.StagedJson;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * The record of one attempt: an object per entry, there before {@link #add} returned. An entry that cannot be written throws,
 * so that nothing is done which is not recorded. Safe from several threads.
 */
final class EvidenceLog implements Evidence {

    private final StagingStore store;
    private final String prefix;
    private final String worker;
    private final Masks masks;
    private int sequence;

    EvidenceLog(StagingStore store, Command command, String worker, Masks masks) {
        this.store = store;
        this.prefix = "%s%02d-%02d-%s/"
                .formatted(
                        folder(command),
                        command.batch().number(),
                        command.attempt(),
                        UUID.randomUUID().toString().substring(0, 8));
        this.worker = worker;
        this.masks = masks;
    }

    /** Where the records of a step are. */
    static String folder(Command command) {
        return "executions/%s/records/%s/"
                .formatted(command.batch().execution(), command.batch().step());
    }

    /** @throws UncheckedIOException when the entry could not be made durable */
    @Override
    public synchronized void add(String what, Map<String, String> detail) {
        int next = sequence + 1;
        Entry entry = new Entry(next, Instant.now(), what, worker, masks.of(detail));
        String key = "%s%05d.json".formatted(prefix, next);
        try {
            if (!store.putIfAbsent(key, json(entry))) {
                throw new IOException("there is an entry of another attempt at " + key);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot record " + what + ", so nothing more is done", e);
        }
        sequence = next;
    }

    static byte[] json(Object value) {
        try {
            return StagedJson.mapper().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts have a JSON form", e);
        }
    }

    private record Entry(int seq, Instant at, String what, String worker, Map<String, String> detail) {}
}
