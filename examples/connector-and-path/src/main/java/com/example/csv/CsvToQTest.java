package com.example.csv;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.drover.spi.Survey;
import io.drover.spi.TargetSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** From a CSV file to qTest Manager. */
public final class CsvToQTest implements RecordsPath {

    private static final String ID = "csv-to-qtest";

    /** Field of a test case in qTest that says from which line it came. */
    private static final String ORIGIN_FIELD = "CSV Id";

    /** Labels that a test case of qTest has besides its fields. */
    private static final Set<String> RESERVED = Set.of("name", "description", "precondition", "id", "test steps");

    static final FieldRules TEST_CASES = new FieldRules(CsvRow.TEST_CASE, List.of(), RESERVED, "CSV ");

    private final PathFiles files = new PathFiles(CsvToQTest.class);
    private final MappingReader mappings = new MappingReader(new MappingForm(
            files.tree("mapping.schema.json"), files.tree("mapping.yaml"), List.of("fields"), List.of()));

    @Override
    public PathDescriptor descriptor() {
        return new PathDescriptor(
                ID,
                "CSV file to qTest Manager",
                CsvConnector.ID,
                "qtest",
                List.of(CsvRow.FOLDER, CsvRow.TEST_CASE),
                Map.of(ID, files.text("recipe.yaml")),
                Map.of("originField", ORIGIN_FIELD),
                files.words("findings.properties"));
    }

    @Override
    public FieldPlan plan(JsonNode mapping, Survey survey, TargetSchema schema, @Nullable String originField) {
        return FieldPlanner.plan(
                TEST_CASES, mappings.read(mapping), survey, schema, originField == null ? ORIGIN_FIELD : originField);
    }

    @Override
    public Mapper mapper(FieldMap fieldMap, TargetSchema schema) {
        return new CsvMapper(fieldMap, schema);
    }
}
