package io.drover.paths.zephyrqtest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.connectors.zephyr.model.Folder;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.mapping.Emitter;
import io.drover.mapping.FieldMap;
import io.drover.mapping.Findings;
import io.drover.mapping.Mapper;
import io.drover.mapping.Names;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.spi.TargetSchema;

/** Folders as modules, test cases as test cases. */
final class ZephyrMapper implements Mapper {

    private final CaseMapper cases;
    private final int moduleNameLimit;

    ZephyrMapper(FieldMap fieldMap, TargetSchema schema) {
        this.cases = new CaseMapper(fieldMap, schema);
        this.moduleNameLimit = Names.limit(schema, TargetModule.TYPE);
    }

    @Override
    public void map(Record source, Emitter out) {
        Findings findings = new Findings(source.entityType(), source.id(), out::finding);
        switch (source.entityType()) {
            case Folder.TYPE -> out.emit(new Record(TargetModule.TYPE, source.id(), module(source, findings)));
            case TestCase.TYPE ->
                cases.map(source.id(), TestCase.of(source.body()), findings)
                        .ifPresent(mapped -> out.emit(new Record(TargetCase.TYPE, source.id(), mapped.toNode())));
            default ->
                throw new ConnectorException(
                        "ENTITY_TYPE_UNKNOWN",
                        FailureType.INTERNAL,
                        "there is no mapping for records of entity type " + source.entityType());
        }
    }

    private ObjectNode module(Record source, Findings findings) {
        Folder folder = Folder.of(source.body());
        String name = Names.cut(Names.orId(folder.name(), source.id(), findings), moduleNameLimit, findings);
        return new TargetModule(
                        name,
                        "Zephyr folder " + source.id(),
                        folder.parentId() == null ? null : new Ref(TargetModule.TYPE, folder.parentId()).toNode(),
                        folder.index())
                .toNode();
    }
}
