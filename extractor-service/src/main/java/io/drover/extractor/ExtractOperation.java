package io.drover.extractor;

import io.drover.contracts.Counts;
import io.drover.spi.BatchSpec;
import io.drover.worker.Batch;
import io.drover.worker.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Reads one slice of the source whole: part {@code records}. A record that cannot be read is rejected, with a finding. */
@ApplicationScoped
public class ExtractOperation implements Operation {

    @Override
    public String name() {
        return "extract";
    }

    @Override
    public Counts run(Batch batch) throws IOException {
        int number = batch.command().options().path("index").asInt();
        BatchSpec spec = batch.readLine("specs", number, BatchSpec.class)
                .orElseThrow(() -> new IllegalArgumentException("the survey planned no slice " + number));
        ExtractedRecords sink =
                new ExtractedRecords(batch, spec.entityType(), spec.stable() ? superseded(batch, number) : Set.of());
        Optional<BatchSpec> next = Optional.of(spec);
        while (next.isPresent()) {
            next = batch.source().read(next.get(), sink);
        }
        return sink.counts();
    }

    /**
     * Ids that a later batch has, too, and in a newer state. Only of a slice that holds what the survey saw in it: of another,
     * nobody knows that the later batch still has them, and the loader keeps them apart.
     */
    private static Set<String> superseded(Batch batch, int number) throws IOException {
        Set<String> ids = new HashSet<>();
        if (batch.has("twice")) {
            batch.read("twice", ListedTwice.class, twice -> {
                if (twice.batch() > number) {
                    ids.add(twice.id());
                }
            });
        }
        return ids;
    }
}
