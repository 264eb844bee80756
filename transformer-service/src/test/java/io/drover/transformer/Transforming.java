package io.drover.transformer;

import io.drover.contracts.Counts;
import io.drover.spi.Finding;
import io.drover.spi.Record;
import io.drover.spi.SurveyedField;
import io.drover.spi.TargetSchema;
import io.drover.spi.testing.Kinds;
import io.drover.spi.testing.TargetCase;
import io.drover.spi.testing.TestCase;
import io.drover.worker.MemoryBatch;
import java.io.IOException;
import java.util.List;

/** One transform of a small source into a small target: planned, prepared and mapped. */
final class Transforming {

    final MemoryBatch batch = new MemoryBatch();
    private String mapping = "{}";
    private SurveyedField[] surveyed = {};
    private TargetSchema schema = Samples.schema();

    Transforming mapping(String yaml) {
        mapping = yaml;
        return this;
    }

    Transforming surveyed(SurveyedField... custom) {
        surveyed = custom;
        return this;
    }

    Transforming schema(TargetSchema target) {
        schema = target;
        return this;
    }

    FieldPlan plan() {
        return FieldPlanner.plan(Samples.mapping(mapping), Samples.survey(surveyed), schema, "Zephyr Key");
    }

    Counts run(Record... records) throws IOException {
        FieldPlan plan = plan();
        batch.input("fieldmap", List.of(plan.fieldMap()))
                .input("schema", List.of(Samples.prepared(schema, plan.wanted())))
                .input("records", List.of(records));
        return new Transform().run(batch);
    }

    TargetCase run(TestCase testCase) throws IOException {
        run(new Record(Kinds.TEST_CASE, "MM-T1", testCase.toNode()));
        String part = batch.parts().containsKey("plain") ? "plain" : "linked";
        return TargetCase.of(batch.part(part, Record.class).getLast().body());
    }

    List<Finding> findings(String code) {
        return batch.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .toList();
    }
}
