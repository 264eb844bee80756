package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.http.HttpConnection;
import io.drover.spi.Check;
import io.drover.spi.Connection;
import io.drover.spi.ConnectorException;
import io.drover.spi.EntityType;
import io.drover.spi.FailureType;
import io.drover.spi.LoadItem;
import io.drover.spi.LoadSink;
import io.drover.spi.Located;
import io.drover.spi.Prepared;
import io.drover.spi.RecordSink;
import io.drover.spi.Target;
import io.drover.spi.TargetField;
import io.drover.spi.TargetSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes modules and test cases of one project. */
final class QTestTarget implements Target {

    /** A person waits for the answer of a check. */
    private static final Duration CHECK_PATIENCE = Duration.ofSeconds(5);

    /** Wrong addresses show as these although nobody typed a wrong value into the system. */
    private static final Set<String> MENDABLE = Set.of("HOST_UNREACHABLE", "NOT_JSON", "UNEXPECTED_SHAPE");

    private final QTestSettings settings;
    private final int lanes;
    private final QTestApi api;
    private final CreatedViaApi createdViaApi;
    private final OriginLookup lookup;
    private @Nullable QTestFields fields;

    QTestTarget(Connection connection) {
        this.settings = QTestSettings.of(connection);
        this.api = new QTestApi(
                new HttpConnection(
                        "qTest", settings.baseUrl(), QTestLogin.of(settings, connection), settings.http(), connection),
                settings.projectId());
        this.lanes = api.http().lanes();
        this.createdViaApi = new CreatedViaApi(api, settings);
        this.lookup = new OriginLookup(api, settings, createdViaApi, lanes);
    }

    @Override
    public Check check() {
        QTestApi patient = api.with(api.http().withPatience(CHECK_PATIENCE));
        try {
            JsonNode project = patient.project();
            QTestFields found = QTestFields.read(patient);
            List<String> facts = new ArrayList<>();
            facts.add("qTest Manager at " + settings.baseUrl());
            facts.add("project " + project.path("name").asText("") + " (id " + settings.projectId() + ")");
            facts.add(
                    found.find(settings.originField()).isPresent()
                            ? "field \"" + settings.originField() + "\" is there"
                            : "field \"" + settings.originField() + "\" will be created");
            return Check.passed(facts, settings.system());
        } catch (ConnectorException e) {
            if (e.type() == FailureType.USER || MENDABLE.contains(e.code())) {
                return Check.failed(e.code(), String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    @Override
    public TargetSchema schema() {
        return fields().schema(settings.nameLimit());
    }

    @Override
    public Prepared prepare(List<TargetField> wanted) {
        FieldPreparation preparation = new FieldPreparation(api);
        fields = preparation.prepare(wanted);
        return new Prepared(schema(), preparation.findings());
    }

    @Override
    public void load(List<LoadItem> items, LoadSink sink) {
        for (Map.Entry<String, List<LoadItem>> group : byEntityType(items).entrySet()) {
            switch (group.getKey()) {
                case TargetModule.TYPE -> new ModuleLoading(api, settings, lanes, lookup, sink).load(group.getValue());
                case TargetCase.TYPE ->
                    new CaseLoading(api, settings, lanes, lookup, createdViaApi, fields(), sink).load(group.getValue());
                default -> throw EntityType.unknown(QTestConnector.TITLE, group.getKey());
            }
        }
    }

    @Override
    public Map<String, List<String>> findByOrigin(String entityType, List<LoadItem> items) {
        return switch (entityType) {
            case TargetModule.TYPE -> lookup.modules(items);
            case TargetCase.TYPE -> lookup.cases(items, CaseLoading.originField(fields(), settings));
            default -> throw EntityType.unknown(QTestConnector.TITLE, entityType);
        };
    }

    @Override
    public long countOrigins(String entityType) {
        return switch (entityType) {
            case TargetModule.TYPE -> search().countModules();
            case TargetCase.TYPE -> search().countCases(fields());
            default -> throw EntityType.unknown(QTestConnector.TITLE, entityType);
        };
    }

    @Override
    public Map<String, List<String>> findAnywhere(String entityType, List<LoadItem> items) {
        return switch (entityType) {
            case TargetModule.TYPE -> search().modules(items);
            case TargetCase.TYPE -> search().cases(items, fields());
            default -> throw EntityType.unknown(QTestConnector.TITLE, entityType);
        };
    }

    @Override
    public void fetch(String entityType, List<Located> items, RecordSink sink) {
        QTestReadBack readBack = new QTestReadBack(api, settings, createdViaApi, lanes, sink);
        switch (entityType) {
            case TargetModule.TYPE -> readBack.modules(items);
            case TargetCase.TYPE -> readBack.cases(items, fields());
            default -> throw EntityType.unknown(QTestConnector.TITLE, entityType);
        }
    }

    @Override
    public void close() {
        api.http().close();
    }

    private OriginSearch search() {
        return new OriginSearch(api, settings, lookup, lanes);
    }

    private QTestFields fields() {
        QTestFields known = fields;
        if (known == null) {
            known = QTestFields.read(api);
            fields = known;
        }
        return known;
    }

    private static Map<String, List<LoadItem>> byEntityType(List<LoadItem> items) {
        return items.stream()
                .collect(Collectors.groupingBy(item -> item.record().entityType(), TreeMap::new, Collectors.toList()));
    }
}
