package io.drover.loader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.connectors.qtest.QTestConnector;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.contracts.Counts;
import io.drover.http.AddressGuard;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.spi.Connection;
import io.drover.spi.Meter;
import io.drover.spi.Record;
import io.drover.spi.Target;
import io.drover.spi.TargetField;
import io.drover.worker.LedgerDatabase;
import io.drover.worker.MemoryBatch;
import io.drover.worker.ObservedRoutes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two sources gave the same key to different records; the first was loaded by a release that wrote no word for it. */
@TestInstance(Lifecycle.PER_CLASS)
class AnotherSourceTest {

    private static final String KEY = "QA-T1";

    private LedgerDatabase database;
    private RunningSandbox sandbox;
    private String system = "";
    private String earlier = "";

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        AddressGuard.setProcessDefault(AddressGuard.of("127.0.0.0/8"));
        database = new LedgerDatabase(directory);
        sandbox = RunningSandbox.start(QTestOptions.usual());
    }

    @AfterAll
    void stop() throws Exception {
        sandbox.close();
        database.close();
    }

    @BeforeEach
    void anotherTarget() {
        sandbox.reset();
        system = "target " + UUID.randomUUID();
        earlier = "typed " + UUID.randomUUID();
    }

    @ParameterizedTest
    @ValueSource(strings = {TargetCase.TYPE, TargetModule.TYPE})
    void what_a_receipt_of_it_names_is_not_taken_for_a_creation_that_an_attempt_died_before(String entityType) {
        LoaderTrial a = new LoaderTrial(database, earlier, entityType, new MemoryTarget());
        try (Target target = open(null)) {
            target.prepare(List.of(
                    new TargetField(TargetCase.TYPE, "Zephyr Key", TargetField.Type.TEXT, List.of(), false, false, 0)));
            a.load(batch(target, record(entityType, "of A")), 0);
        }
        String ofA = a.targetId(KEY);
        assertThat(routes().observed(earlier, "site a", system, "e1").key()).isEqualTo(earlier);

        ObservedRoutes.Route route = routes().observed(earlier, "site b", system, "e2");
        LoaderTrial b = new LoaderTrial(database, route.key(), entityType, new MemoryTarget());
        Record ofB = record(entityType, "of B");
        b.diesBeforeCreating(ofB, 0);
        try (Target target = open(route.origin())) {
            assertThat(b.load(batch(target, ofB), 0, 2)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        }
        assertThat(b.targetId(KEY)).isNotEmpty().isNotEqualTo(ofA);
        assertThat(names(entityType)).contains("of A", "of B");
    }

    @Test
    void nor_where_the_target_finds_it_by_its_key_alone() {
        MemoryTarget both = new MemoryTarget();
        LoaderTrial a = new LoaderTrial(database, earlier, LoaderTrial.KIND, both);
        a.load(a.batch(LoaderTrial.record(KEY, "of A", Map.of())), 0);
        routes().observed(earlier, "site a", system, "e1");

        String route = routes().observed(earlier, "site b", system, "e2").key();
        LoaderTrial b = new LoaderTrial(database, route, LoaderTrial.KIND, both);
        Record ofB = LoaderTrial.record(KEY, "of B", Map.of());
        b.diesBeforeCreating(ofB, 0);
        assertThat(b.load(b.batch(ofB), 0, 2)).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        assertThat(both.all(KEY))
                .extracting(one -> one.body().path("name").asText())
                .containsExactly("of A", "of B");
    }

    private ObservedRoutes routes() {
        return database.routes();
    }

    private Target open(@Nullable String source) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.put("baseUrl", QTestLookAlike.in(sandbox).url()).put("projectId", 1);
        return new QTestConnector()
                .openTarget(new Connection("qtest", settings, name -> QTestOptions.TOKEN, 4, source, Meter.NONE));
    }

    private static MemoryBatch batch(Target target, Record record) {
        return new MemoryBatch(null, target).input("records", List.of(record));
    }

    private static Record record(String entityType, String name) {
        return new Record(
                entityType,
                KEY,
                entityType.equals(TargetModule.TYPE)
                        ? new TargetModule(name, "Zephyr folder " + KEY, null).toNode()
                        : new TargetCase(name, "", "", null, Map.of("Zephyr Key", TextNode.valueOf(KEY)), List.of())
                                .toNode());
    }

    private List<String> names(String entityType) {
        List<ObjectNode> all = entityType.equals(TargetModule.TYPE)
                ? QTestLookAlike.in(sandbox).edits().modules()
                : QTestLookAlike.in(sandbox).edits().cases();
        return all.stream().map(one -> one.path("name").asText()).toList();
    }
}
