package io.drover.system.notes;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.mapping.FieldMap;
import io.drover.mapping.FieldPlan;
import io.drover.mapping.Mapper;
import io.drover.mapping.PathDescriptor;
import io.drover.mapping.RecordsPath;
import io.drover.mapping.Relinker;
import io.drover.paths.zephyrqtest.ZephyrScaleToQTest;
import io.drover.spi.Survey;
import io.drover.spi.TargetSchema;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The release's path with one entity type more: a step of its recipe, and a mapper that lets notes through as they are. */
public final class NotedPath implements RecordsPath {

    static final String ID = "noted-zephyr-to-noted-qtest";

    private static final String STEP = """
              - id: notes
                title: Notes
                entity: note
                after: [prepare]
                inputs:
                  specs: survey/specs-note
                  twice: survey/twice-note
                  fieldmap: fields/fieldmap
                  schema: prepare/schema
                  population: prepare/population
              - id: remarks
                title: Remarks
                entity: remark
                from: notes
                inputs:
                  fieldmap: fields/fieldmap
                  schema: prepare/schema
                  population: prepare/population
            """;

    private final ZephyrScaleToQTest known = new ZephyrScaleToQTest();

    @Override
    public PathDescriptor descriptor() {
        PathDescriptor release = known.descriptor();
        String recipe = Objects.requireNonNull(release.recipes().get(release.id()))
                .replace("name: " + release.id(), "name: " + ID)
                .replace("source: " + release.source(), "source: " + NotedZephyr.ID)
                .replace("target: " + release.target(), "target: " + NotedQTest.ID)
                .replace("  - id: gone\n", STEP + "  - id: gone\n")
                .replace("after: [folders, testcases]\n", "after: [folders, testcases, notes, remarks]\n")
                .replace("      incomplete:", "      listed-note: survey/listed-note\n      incomplete:");
        return new PathDescriptor(
                ID,
                "Zephyr Scale with notes to qTest with notes",
                NotedZephyr.ID,
                NotedQTest.ID,
                Stream.concat(release.entities().stream(), Stream.of(Notes.TYPE, Notes.REMARK))
                        .toList(),
                Map.of(ID, recipe),
                release.findings());
    }

    @Override
    public FieldPlan plan(JsonNode mapping, Survey survey, TargetSchema schema, @Nullable String originField) {
        return known.plan(mapping, survey, schema, originField);
    }

    @Override
    public Mapper mapper(FieldMap fieldMap, TargetSchema schema) {
        Mapper release = known.mapper(fieldMap, schema);
        return (source, out) -> {
            if (source.entityType().equals(Notes.REMARK)) {
                out.emit(source);
            } else if (source.entityType().equals(Notes.TYPE)) {
                out.emit(source);
                if (source.body().path("text").asText().contains("!")) {
                    out.emit(Notes.remark(source.id(), 0, "loud")); // the path's own, which the source does not have
                }
            } else {
                release.map(source, out);
            }
        };
    }

    @Override
    public Relinker relinker() {
        return known.relinker();
    }
}
