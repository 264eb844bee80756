package io.drover.extractor;

import io.drover.contracts.Counts;
import io.drover.spi.BatchSpec;
import io.drover.spi.Finding;
import io.drover.spi.Survey;
import io.drover.spi.SurveySink;
import io.drover.worker.Batch;
import io.drover.worker.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Looks at what the source holds and cuts it into batches: parts {@code survey}, per kind {@code specs-<kind>}, the origin ids
 * {@code listed-<kind>}, and {@code twice-<kind>}: ids that were listed more than once, each with the batch that counts; and
 * {@code incomplete}: kinds whose listing ended before what it promised.
 */
@ApplicationScoped
public class SurveyOperation implements Operation {

    private static final String INCOMPLETE = "LISTING_INCOMPLETE";

    @Override
    public String name() {
        return "survey";
    }

    @Override
    public Counts run(Batch batch) {
        List<String> kinds = new ArrayList<>();
        batch.command().options().path("kinds").forEach(kind -> kinds.add(kind.asText()));
        int batchSize = batch.command().options().path("batchSize").asInt();
        Sink sink = new Sink(batch);
        Survey survey = batch.source().plan(kinds, batchSize, sink);
        sink.byKind.forEach((kind, listing) -> listing.tellTwice(batch, "twice-" + kind));
        sink.incomplete.forEach(kind -> batch.write("incomplete", kind));
        batch.write("survey", survey);
        survey.counts().forEach(batch::total);
        return Counts.NONE;
    }

    private static final class Sink implements SurveySink {

        private final Batch batch;
        private final Map<String, Listing> byKind = new HashMap<>();
        private final Set<String> incomplete = new TreeSet<>();

        private Sink(Batch batch) {
            this.batch = batch;
        }

        @Override
        public void listed(String kind, String originId) {
            batch.write("listed-" + kind, originId);
            byKind.computeIfAbsent(kind, k -> new Listing()).listed(originId);
        }

        @Override
        public void batch(BatchSpec spec) {
            batch.write("specs-" + spec.kind(), spec);
            byKind.computeIfAbsent(spec.kind(), k -> new Listing()).cut();
        }

        @Override
        public void finding(Finding finding) {
            batch.finding(finding);
            if (finding.code().equals(INCOMPLETE)) {
                incomplete.add(finding.kind());
            }
        }
    }
}
