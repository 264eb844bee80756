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
 * {@code incomplete}: kinds whose listing ended before what it promised. With the option {@code specsPerPart} the specs are cut into
 * {@code specs-<kind>-0000}, {@code specs-<kind>-0001} …, so that whoever reads a slice need not read all of them; the total
 * {@code specs-<kind>} says how many there are.
 */
@ApplicationScoped
public class SurveyOperation implements Operation {

    private static final String SPECS = "specs-";
    private static final String INCOMPLETE = "LISTING_INCOMPLETE";

    @Override
    public String name() {
        return "survey";
    }

    /** Of a large project it takes as long as its listings do. */
    @Override
    public Counts run(Batch batch) {
        List<String> kinds = new ArrayList<>();
        batch.command().options().path("kinds").forEach(kind -> kinds.add(kind.asText()));
        int batchSize = batch.command().options().path("batchSize").asInt();
        Sink sink =
                new Sink(batch, batch.command().options().path("specsPerPart").asInt());
        Survey survey = batch.source().plan(kinds, batchSize, sink);
        sink.byKind.forEach((kind, listing) -> listing.tellTwice(batch, "twice-" + kind));
        sink.incomplete.forEach(kind -> batch.write("incomplete", kind));
        batch.write("survey", survey);
        sink.tellSpecs();
        survey.counts().forEach(batch::total);
        return Counts.NONE;
    }

    private static final class Sink implements SurveySink {

        private final Batch batch;
        private final Map<String, Listing> byKind = new HashMap<>();
        private final Set<String> incomplete = new TreeSet<>();

        private final int specsPerPart;

        /** @param specsPerPart 0 for all in one part, as releases command it that know of no other */
        private Sink(Batch batch, int specsPerPart) {
            this.batch = batch;
            this.specsPerPart = specsPerPart;
        }

        @Override
        public void listed(String kind, String originId) {
            batch.write("listed-" + kind, originId);
            byKind.computeIfAbsent(kind, k -> new Listing()).listed(originId);
        }

        @Override
        public void batch(BatchSpec spec) {
            Listing listing = byKind.computeIfAbsent(spec.kind(), k -> new Listing());
            if (specsPerPart == 0) {
                batch.write(SPECS + spec.kind(), spec);
            } else {
                String part = "%s%s-%04d".formatted(SPECS, spec.kind(), listing.batches() / specsPerPart);
                batch.write(part, spec);
                if (listing.batches() % specsPerPart == specsPerPart - 1) {
                    batch.end(part);
                }
            }
            listing.cut();
        }

        /** How many slices there are: of numbered parts, a result says only how many parts there are. */
        private void tellSpecs() {
            if (specsPerPart > 0) {
                byKind.forEach((kind, listing) -> {
                    if (listing.batches() > 0) {
                        batch.total(SPECS + kind, listing.batches());
                    }
                });
            }
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
