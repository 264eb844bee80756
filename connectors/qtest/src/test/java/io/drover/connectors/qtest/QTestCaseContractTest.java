package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.Record;
import io.drover.spi.Target;
import io.drover.testkit.TargetContract;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class QTestCaseContractTest extends TargetContract {

    private static RunningSandbox sandbox;
    private String parentId = "";

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

    @Override
    protected Connector connector() {
        return new QTestConnector();
    }

    @Override
    protected Connection connection() {
        return QTests.connection(sandbox);
    }

    @Override
    protected Connection connectionWithWrongToken() {
        return QTests.connection(QTests.settings(QTestLookAlike.in(sandbox).url()), "wrong");
    }

    @Override
    protected Connection connectionToWrongProject() {
        return QTests.connection(
                QTests.settings(QTestLookAlike.in(sandbox).url()).put("projectId", 404));
    }

    @Override
    protected Connection connectionToNobody() {
        return QTests.connection(QTests.hasty("http://127.0.0.1:1"));
    }

    @Override
    protected Record record(String originId) {
        return Samples.testCase(originId, parentId);
    }

    @Override
    protected int stored(String originId) {
        return (int) QTests.stored(sandbox, originId);
    }

    @Override
    protected void loseTheNextAnswer() {
        sandbox.faults().set(Fault.LOST_ANSWER, Rule.next(1).on("POST /api/v3/projects/{project}/test-cases"));
    }

    @Override
    protected void remove(String targetId) {
        QTests.send(sandbox, "DELETE", "/test-cases/" + targetId);
    }

    @Override
    protected void hideTheNextCreation() {
        loseTheNextAnswer();
        sandbox.faults().set(Fault.SERVER_ERROR, Rule.percent(100).on("GET /api/v3/projects/{project}/test-cases"));
    }

    @Override
    protected Connection connectionThatGivesUpSoon() {
        return QTests.connection(QTests.hasty(QTestLookAlike.in(sandbox).url()));
    }

    @Override
    protected Record cleared(Record record) {
        Map<String, JsonNode> nothing = new HashMap<>();
        for (String label : List.of("Labels", "Reviewed On", "Reviewed At", "Automated", "Minutes", "Notes")) {
            nothing.put(label, NullNode.getInstance());
        }
        return Samples.testCase(record.id(), parentId, nothing, List.of());
    }

    @Override
    protected Record bad(String originId) {
        return Samples.testCase(originId, parentId, Map.of("Minutes", TextNode.valueOf("many")), List.of());
    }
}
