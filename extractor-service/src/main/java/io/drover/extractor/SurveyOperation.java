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
 * Looks at what the source holds and cuts it into batches: parts {@code survey}, per entity type {@code specs-<entity type>}, the origin ids
 * {@code listed-<entity type>}, and {@code twice-<entity type>}: ids that were listed more than once, each with the batch that counts; and
 * {@code incomplete}: entity types whose listing ended before what it promised. With the option {@code specsPerPart} the specs are cut into
 * {@code specs-<entity type>-0000}, {@code specs-<entity type>-0001} …, so that whoever reads a slice need not read all of them; the total
 * {@code specs-<entity type>} says how many there are.
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
        List<String> entityTypes = new ArrayList<>();
        batch.command().options().path("kinds").forEach(entityType -> entityTypes.add(entityType.asText()));
        int batchSize = batch.command().options().path("batchSize").asInt();
        Sink sink =
                new Sink(batch, batch.command().options().path("specsPerPart").asInt());
        Survey survey = batch.source().plan(entityTypes, batchSize, sink);
        sink.byEntityType.forEach((entityType, listing) -> listing.tellTwice(batch, "twice-" + entityType));
        sink.incomplete.forEach(entityType -> batch.write("incomplete", entityType));
        batch.write("survey", survey);
        sink.tellSpecs();
        survey.counts().forEach(batch::total);
        return Counts.NONE;
    }

    private static final class Sink implements SurveySink {

        private final Batch batch;
        private final Map<String, ListedKind> byEntityType = new HashMap<>();
        private final Set<String> incomplete = new TreeSet<>();

        private final int specsPerPart;

        /** @param specsPerPart 0 for all in one part, as releases command it that know of no other */
        private Sink(Batch batch, int specsPerPart) {
            this.batch = batch;
            this.specsPerPart = specsPerPart;
        }

        @Override
        public void listed(String entityType, String originId) {
            batch.write("listed-" + entityType, originId);
            byEntityType.computeIfAbsent(entityType, k -> new ListedKind()).listed(originId);
        }

        @Override
        public void batch(BatchSpec spec) {
            ListedKind listing = byEntityType.computeIfAbsent(spec.entityType(), k -> new ListedKind());
            if (specsPerPart == 0) {
                batch.write(SPECS + spec.entityType(), spec);
            } else {
                String part = "%s%s-%04d".formatted(SPECS, spec.entityType(), listing.batches() / specsPerPart);
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
                byEntityType.forEach((entityType, listing) -> {
                    if (listing.batches() > 0) {
                        batch.total(SPECS + entityType, listing.batches());
                    }
                });
            }
        }

        @Override
        public void finding(Finding finding) {
            batch.finding(finding);
            if (finding.code().equals(INCOMPLETE)) {
                incomplete.add(finding.entityType());
            }
        }
    }
}
