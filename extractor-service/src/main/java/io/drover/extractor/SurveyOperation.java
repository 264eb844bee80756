package io.drover.extractor;

import io.drover.contracts.Counts;
import io.drover.spi.Survey;
import io.drover.worker.Batch;
import io.drover.worker.Operation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Looks at what the source holds and cuts it into batches: parts {@code survey} and {@code specs-<kind>}. */
@ApplicationScoped
public class SurveyOperation implements Operation {

    @Override
    public String name() {
        return "survey";
    }

    @Override
    public Counts run(Batch batch) {
        List<String> kinds = new ArrayList<>();
        batch.command().options().path("kinds").forEach(kind -> kinds.add(kind.asText()));
        int batchSize = batch.command().options().path("batchSize").asInt();
        Survey survey = batch.source().plan(kinds, batchSize, spec -> batch.write("specs-" + spec.kind(), spec));
        batch.write("survey", survey);
        survey.counts().forEach(batch::total);
        return Counts.NONE;
    }
}
