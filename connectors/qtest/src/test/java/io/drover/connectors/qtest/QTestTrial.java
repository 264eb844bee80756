package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.OddAnswer;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.spi.Connection;
import io.drover.spi.LoadItem;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.spi.Target;
import io.drover.testkit.CollectedRecords;
import io.drover.testkit.Loads;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A prepared project with one module before each test, and what tests do with it. */
abstract class QTestTrial {

    static RunningSandbox sandbox;
    String parentId = "";

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.start(QTestOptions.usual());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void empty_and_prepared() {
        sandbox.reset();
        QTests.prepare(sandbox);
        try (Target target = QTests.open(connection())) {
            parentId = Samples.parent(target, "1");
        }
    }

    static Connection connection() {
        return QTests.connection(sandbox);
    }

    static Connection hasty() {
        return QTests.connection(QTests.hasty(QTestLookAlike.in(sandbox).url()));
    }

    /** MM-T1 and so on, in the module. */
    List<Record> cases(int count) {
        List<Record> records = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            records.add(Samples.testCase("MM-T" + i, parentId));
        }
        return records;
    }

    static Loads create(Connection connection, List<Record> records) {
        return load(connection, records.stream().map(r -> new LoadItem(r, null)).toList());
    }

    static Loads update(Connection connection, List<Located> located, List<Record> records) {
        List<LoadItem> items = new ArrayList<>();
        for (Record record : records) {
            items.add(new LoadItem(record, targetId(located, record.id())));
        }
        return load(connection, items);
    }

    static Loads load(Connection connection, List<LoadItem> items) {
        return load(connection, items, Loads.owning());
    }

    static Loads load(Connection connection, List<LoadItem> items, Loads loads) {
        try (Target target = QTests.open(connection)) {
            target.load(items, loads);
        }
        return loads;
    }

    static CollectedRecords fetch(Connection connection, String entityType, List<Located> located) {
        CollectedRecords read = new CollectedRecords();
        try (Target target = QTests.open(connection)) {
            target.fetch(entityType, located, read);
        }
        return read;
    }

    static TargetCase read(Located located) {
        return TargetCase.of(fetch(connection(), TargetCase.TYPE, List.of(located))
                .records()
                .getFirst()
                .body());
    }

    static String targetId(List<Located> located, String originId) {
        return located.stream()
                .filter(l -> l.originId().equals(originId))
                .map(Located::targetId)
                .findFirst()
                .orElseThrow();
    }

    /** A case as people see it in qTest. */
    static JsonNode shown(String key) {
        Optional<JsonNode> found = QTestLookAlike.in(sandbox).edits().cases().stream()
                .filter(c -> c.path("key").asText().equals(key))
                .map(JsonNode.class::cast)
                .findFirst();
        return found.orElseThrow(() -> new AssertionError("qTest has no case " + key));
    }

    static void odd(String json) {
        sandbox.faults().oddAnswers().add(OddAnswer.of(json));
    }

    /** How many requests were answered oddly. */
    static int odds() {
        return sandbox.faults().oddAnswers().fired().stream().mapToInt(n -> n).sum();
    }
}
