package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.zephyr.model.Folder;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.zephyr.ZephyrLookAlike;
import io.drover.sandbox.zephyr.ZephyrOptions;
import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.Meter;
import io.drover.testkit.RemoteSourceContract;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ZephyrSourceContractTest extends RemoteSourceContract {

    private static final int CASES = 730;

    private static RunningSandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.start(ZephyrOptions.generated(CASES, 7));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Override
    protected Connector connector() {
        return new ZephyrScaleConnector();
    }

    @Override
    protected Connection connection() {
        return Zephyrs.connection(
                sandbox, Zephyrs.settings(ZephyrLookAlike.in(sandbox).url(), "GEN"));
    }

    @Override
    protected Connection connectionWithWrongToken() {
        return Zephyrs.connection(
                Zephyrs.settings(ZephyrLookAlike.in(sandbox).url(), "GEN"),
                ZephyrLookAlike.in(sandbox).token() + "wrong",
                Meter.NONE);
    }

    @Override
    protected Connection connectionToWrongProject() {
        return Zephyrs.connection(
                sandbox, Zephyrs.settings(ZephyrLookAlike.in(sandbox).url(), "NOPE"));
    }

    @Override
    protected Connection connectionToNobody() {
        ObjectNode hasty = Zephyrs.settings("http://127.0.0.1:1/v2", "GEN");
        hasty.withObjectProperty("http").put("patienceMs", 100);
        return Zephyrs.connection(sandbox, hasty);
    }

    @Override
    protected Map<String, Long> truth() {
        return Map.of(TestCase.TYPE, (long) CASES, Folder.TYPE, Ask.total(sandbox, "folders", "GEN"));
    }
}
