package io.drover.paths.zephyrqtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.mapping.FieldMap;
import io.drover.mapping.FieldPlan;
import io.drover.mapping.RecordMapping;
import io.drover.spi.Finding;
import io.drover.spi.Record;
import io.drover.spi.TargetSchema;
import io.drover.staging.StagedJson;
import java.util.ArrayList;
import java.util.List;

/** What the path made of records, which go through JSON as they do in the staging store. */
final class Mapped {

    private static final ObjectMapper JSON = StagedJson.mapper();

    private final List<Record> records = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    /** Maps some more. */
    void add(FieldPlan plan, TargetSchema prepared, Record... sources) {
        FieldMap fieldMap = staged(plan.fieldMap(), FieldMap.class);
        RecordMapping mapping = new RecordMapping(Samples.PATH.mapper(fieldMap, prepared), fieldMap);
        for (Record source : sources) {
            mapping.map(staged(source, Record.class), findings::add)
                    .forEach(record -> records.add(staged(record, Record.class)));
        }
    }

    private static <T> T staged(T value, Class<T> type) {
        return JSON.convertValue(JSON.<JsonNode>valueToTree(value), type);
    }

    List<Record> records() {
        return records;
    }

    List<Finding> findings() {
        return findings;
    }

    List<String> codes() {
        return findings.stream().map(Finding::code).toList();
    }
}
