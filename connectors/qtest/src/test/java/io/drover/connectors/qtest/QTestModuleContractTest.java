package io.drover.connectors.qtest;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

class QTestModuleContractTest extends TargetContract {

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
        return Samples.module(originId, "Module " + originId, parentId);
    }

    @Override
    protected int stored(String originId) {
        return (int) QTestLookAlike.in(sandbox).edits().modules().stream()
                .filter(m -> m.path("origin").asText().equals("Zephyr folder " + originId))
                .count();
    }

    @Override
    protected void loseTheNextAnswer() {
        sandbox.faults().set(Fault.LOST_ANSWER, Rule.next(1).on("POST /api/v3/projects/{project}/modules"));
    }

    @Override
    protected void remove(String targetId) {
        QTests.send(sandbox, "DELETE", "/modules/" + targetId);
    }

    @Override
    protected void hideTheNextCreation() {
        loseTheNextAnswer();
        sandbox.faults().set(Fault.SERVER_ERROR, Rule.percent(100).on("GET /api/v3/projects/{project}/modules"));
    }

    @Override
    protected Connection connectionThatGivesUpSoon() {
        return QTests.connection(QTests.hasty(QTestLookAlike.in(sandbox).url()));
    }

    @Override
    protected Record cleared(Record record) {
        return Samples.module(record.id(), "Module " + record.id(), null);
    }

    @Override
    protected Record bad(String originId) {
        return Samples.module(originId, "nothing below \u0001", parentId);
    }
}
