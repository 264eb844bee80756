package com.example.csv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.connectors.qtest.model.TargetStep;
import io.drover.mapping.Draft;
import io.drover.mapping.Emitter;
import io.drover.mapping.FieldMap;
import io.drover.mapping.FieldMapper;
import io.drover.mapping.Findings;
import io.drover.mapping.Html;
import io.drover.mapping.Mapper;
import io.drover.mapping.Names;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.spi.TargetSchema;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Folders become modules, lines become test cases. The file holds plain text, qTest wants HTML. */
final class CsvMapper implements Mapper {

    private final FieldMapper fields;
    private final int longestName;

    CsvMapper(FieldMap fieldMap, TargetSchema schema) {
        this.fields = new FieldMapper(CsvToQTest.TEST_CASES, fieldMap, schema);
        this.longestName = Names.limit(schema, TargetCase.TYPE);
    }

    @Override
    public void map(Record source, Emitter out) {
        Findings findings = new Findings(source.entityType(), source.id(), out::finding);
        if (source.entityType().equals(CsvRow.FOLDER)) {
            out.emit(new Record(TargetModule.TYPE, source.id(), module(source)));
            return;
        }
        Draft draft = fields.draft(source.id(), findings);
        source.body().path("fields").properties().forEach(field -> draft.addCustom(field.getKey(), field.getValue()));
        if (!draft.isRejected()) {
            out.emit(new Record(TargetCase.TYPE, source.id(), testCase(source, draft, findings)));
        }
    }

    private static ObjectNode module(Record folder) {
        return new TargetModule(
                        folder.body().path("name").asText(),
                        "CSV folder " + folder.id(),
                        parent(folder.body().path("parent").asText(null)))
                .toNode();
    }

    private ObjectNode testCase(Record row, Draft draft, Findings findings) {
        ObjectNode body = row.body();
        String name = Names.orId(body.path("name").asText(), row.id(), findings);
        List<TargetStep> steps = new ArrayList<>();
        body.path("steps")
                .forEach(step -> steps.add(new TargetStep(html(step, "action"), html(step, "expected"), null)));
        return new TargetCase(
                        Names.cut(name, longestName, findings),
                        Html.below(html(body, "description"), Html.table(draft.kept())),
                        html(body, "precondition"),
                        parent(body.path("folder").asText("")),
                        draft.fields(),
                        steps)
                .toNode();
    }

    private static @Nullable JsonNode parent(@Nullable String folder) {
        return folder == null || folder.isEmpty() ? null : new Ref(TargetModule.TYPE, folder).toNode();
    }

    private static String html(JsonNode node, String field) {
        return Html.ofPlain(node.path(field).asText());
    }
}
