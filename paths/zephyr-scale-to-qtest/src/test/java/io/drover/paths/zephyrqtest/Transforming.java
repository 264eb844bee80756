package io.drover.paths.zephyrqtest;

import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.mapping.FieldPlan;
import io.drover.spi.Finding;
import io.drover.spi.Record;
import io.drover.spi.SurveyedField;
import io.drover.spi.TargetSchema;
import java.util.List;

/** One transform of a small source into a small target: planned, prepared and mapped. */
final class Transforming {

    final Mapped mapped = new Mapped();
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
        return Samples.plan(mapping, Samples.survey(surveyed), schema);
    }

    void run(Record... records) {
        FieldPlan plan = plan();
        mapped.add(plan, Samples.prepared(schema, plan.wanted()), records);
    }

    TargetCase run(TestCase testCase) {
        run(new Record(TestCase.TYPE, "MM-T1", testCase.toNode()));
        return TargetCase.of(mapped.records().getLast().body());
    }

    List<Finding> findings(String code) {
        return mapped.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .toList();
    }
}
