package io.drover.paths.zephyrqtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.zephyr.model.Folder;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.mapping.FieldMap;
import io.drover.mapping.FieldPlan;
import io.drover.mapping.FieldPlanner;
import io.drover.mapping.FieldRules;
import io.drover.mapping.Mapper;
import io.drover.mapping.MappingForm;
import io.drover.mapping.MappingReader;
import io.drover.mapping.PathDescriptor;
import io.drover.mapping.PathFiles;
import io.drover.mapping.RecordsPath;
import io.drover.mapping.Relinker;
import io.drover.spi.Survey;
import io.drover.spi.TargetSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From Zephyr Scale Cloud to qTest Manager. Both systems have the same words for their entity types here. */
public final class ZephyrScaleToQTest implements RecordsPath {

    static final String ID = "zephyr-scale-to-qtest";

    /** Labels that a test case of qTest has besides its fields. */
    private static final Set<String> RESERVED = Set.of("name", "description", "precondition", "id", "test steps");

    static final FieldRules TEST_CASES =
            new FieldRules(TestCase.TYPE, List.of(CaseField.values()), RESERVED, "Zephyr ");

    private static final String ORIGIN_FIELD = "Zephyr Key";

    private final PathDescriptor descriptor;
    private final MappingReader mappings;

    public ZephyrScaleToQTest() {
        PathFiles files = new PathFiles(ZephyrScaleToQTest.class);
        descriptor = new PathDescriptor(
                ID,
                "Zephyr Scale Cloud to qTest Manager",
                "zephyr-scale",
                "qtest",
                List.of(Folder.TYPE, TestCase.TYPE),
                Map.of(ID, files.text("recipe.yaml")),
                files.words("findings.properties"));
        mappings = new MappingReader(form());
    }

    static MappingForm form() {
        PathFiles files = new PathFiles(ZephyrScaleToQTest.class);
        return new MappingForm(
                files.tree("mapping.schema.json"),
                files.tree("mapping.yaml"),
                List.of("test_case", "fields"),
                List.of("test_cycle", "test_execution"));
    }

    @Override
    public PathDescriptor descriptor() {
        return descriptor;
    }

    @Override
    public FieldPlan plan(JsonNode mapping, Survey survey, TargetSchema schema, @Nullable String originField) {
        return FieldPlanner.plan(
                TEST_CASES, mappings.read(mapping), survey, schema, originField == null ? ORIGIN_FIELD : originField);
    }

    @Override
    public Mapper mapper(FieldMap fieldMap, TargetSchema schema) {
        return new ZephyrMapper(fieldMap, schema);
    }

    @Override
    public Relinker relinker() {
        return new QTestRelinker();
    }
}
