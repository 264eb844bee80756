package io.drover.system.guarded;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.mapping.FieldMap;
import io.drover.mapping.FieldPlan;
import io.drover.mapping.Mapper;
import io.drover.mapping.PathDescriptor;
import io.drover.mapping.PathFiles;
import io.drover.mapping.RecordsPath;
import io.drover.mapping.Relinker;
import io.drover.paths.zephyrqtest.ZephyrScaleToQTest;
import io.drover.spi.Survey;
import io.drover.spi.TargetSchema;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps records as the release does, by a recipe of its own. */
public final class GuardedPath implements RecordsPath {

    private static final String ID = "zephyr-scale-to-guarded-qtest";

    private final ZephyrScaleToQTest records = new ZephyrScaleToQTest();

    @Override
    public PathDescriptor descriptor() {
        PathDescriptor known = records.descriptor();
        return new PathDescriptor(
                ID,
                "Zephyr Scale Cloud to qTest Manager, after a reset",
                known.source(),
                "guarded-qtest",
                known.entities(),
                Map.of(ID, new PathFiles(GuardedPath.class).text("recipe.yaml")),
                known.findings());
    }

    @Override
    public FieldPlan plan(JsonNode mapping, Survey survey, TargetSchema schema, @Nullable String originField) {
        return records.plan(mapping, survey, schema, originField);
    }

    @Override
    public Mapper mapper(FieldMap fieldMap, TargetSchema schema) {
        return records.mapper(fieldMap, schema);
    }

    @Override
    public Relinker relinker() {
        return records.relinker();
    }
}
