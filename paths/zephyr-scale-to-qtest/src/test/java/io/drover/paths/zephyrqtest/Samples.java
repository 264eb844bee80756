package io.drover.paths.zephyrqtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.drover.connectors.zephyr.model.Script;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.connectors.zephyr.model.TestStep;
import io.drover.mapping.FieldPlan;
import io.drover.mapping.MappingReader;
import io.drover.mapping.Mappings;
import io.drover.spi.Survey;
import io.drover.spi.SurveyedField;
import io.drover.spi.SurveyedField.Shape;
import io.drover.spi.TargetField;
import io.drover.spi.TargetField.Type;
import io.drover.spi.TargetSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A small source and target. */
final class Samples {

    static final ZephyrScaleToQTest PATH = new ZephyrScaleToQTest();

    private Samples() {}

    static JsonNode yaml(String text) {
        try {
            return new YAMLMapper().readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Mappings mapping(String text) {
        return new MappingReader(ZephyrScaleToQTest.form()).read(yaml(text));
    }

    static FieldPlan plan(String mapping, Survey survey, TargetSchema schema) {
        return PATH.plan(yaml(mapping), survey, schema, null);
    }

    static Survey survey(SurveyedField... custom) {
        List<SurveyedField> fields = new ArrayList<>(List.of(
                new SurveyedField(
                        TestCase.TYPE,
                        "Priority",
                        false,
                        Set.of(Shape.TEXT),
                        List.of("High", "Normal", "BLOCKER", "Exotic"),
                        true,
                        9,
                        7),
                new SurveyedField(
                        TestCase.TYPE,
                        "Status",
                        false,
                        Set.of(Shape.TEXT),
                        List.of("Draft", "Approved", "Active"),
                        true,
                        9,
                        8),
                new SurveyedField(
                        TestCase.TYPE, "Labels", false, Set.of(Shape.LIST), List.of("smoke", "a, b"), true, 5, 5)));
        fields.addAll(List.of(custom));
        return new Survey(Map.of(TestCase.TYPE, 9L), fields);
    }

    static SurveyedField field(String name, Shape shape, String... values) {
        return new SurveyedField(TestCase.TYPE, name, true, Set.of(shape), List.of(values), true, values.length, 20);
    }

    static TargetSchema schema(TargetField... more) {
        List<TargetField> fields = new ArrayList<>(List.of(
                target("Priority", Type.CHOICE, "High", "Medium", "Low", "Critical"),
                target("Status", Type.CHOICE, "New", "Approved"),
                target("Assigned To", Type.USER)));
        fields.addAll(List.of(more));
        return new TargetSchema(fields);
    }

    static TargetField target(String label, Type type, String... values) {
        return new TargetField(TestCase.TYPE, label, type, List.of(values), false, false, 0);
    }

    /** The schema as {@code prepare} leaves it. */
    static TargetSchema prepared(TargetSchema schema, List<TargetField> wanted) {
        List<TargetField> fields = new ArrayList<>(schema.fields());
        for (TargetField want : wanted) {
            TargetField old = schema.field(want.entityType(), want.label()).orElse(null);
            if (old == null) {
                fields.add(want);
            } else {
                List<String> values = new ArrayList<>(old.allowedValues());
                values.addAll(want.allowedValues());
                fields.set(
                        fields.indexOf(old),
                        new TargetField(
                                old.entityType(),
                                old.label(),
                                old.type(),
                                values,
                                old.required(),
                                old.system(),
                                old.maxLength()));
            }
        }
        return new TargetSchema(fields);
    }

    static TestCase testCase(String name, Script script, Map<String, JsonNode> customFields) {
        return new TestCase(
                name,
                "<p>Goal</p>",
                null,
                "12",
                List.of(),
                "High",
                "Draft",
                null,
                null,
                null,
                null,
                customFields,
                script);
    }

    static TestStep.Inline step(@Nullable String description, @Nullable String testData, @Nullable String expected) {
        return new TestStep.Inline(description, testData, expected, Map.of());
    }
}
