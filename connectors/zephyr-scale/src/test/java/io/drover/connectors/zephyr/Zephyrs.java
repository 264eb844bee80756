package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.http.AddressGuard;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.zephyr.ZephyrLookAlike;
import io.drover.spi.BatchSpec;
import io.drover.spi.Connection;
import io.drover.spi.Meter;
import io.drover.spi.Source;
import io.drover.testkit.CollectedRecords;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Connections to a sandbox. */
final class Zephyrs {

    private Zephyrs() {}

    /** Settings with waits that suit a test. */
    static ObjectNode settings(String baseUrl, String projectKey) {
        AddressGuard.setProcessDefault(AddressGuard.of("127.0.0.0/8"));
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.put("baseUrl", baseUrl).put("projectKey", projectKey);
        settings.putObject("http")
                .put("firstBackoffMs", 5)
                .put("longestBackoffMs", 50)
                .put("patienceMs", 5000)
                .put("responseTimeoutMs", 5000);
        return settings;
    }

    static Connection connection(RunningSandbox sandbox, ObjectNode settings) {
        return connection(settings, ZephyrLookAlike.in(sandbox).token(), Meter.NONE);
    }

    static Connection connection(ObjectNode settings, String token, Meter meter) {
        return new Connection("zephyr", settings, name -> token, 16, meter);
    }

    static Source open(Connection connection) {
        return new ZephyrScaleConnector().openSource(connection);
    }

    static CollectedRecords readToEnd(Connection connection, BatchSpec batch) {
        CollectedRecords sink = new CollectedRecords();
        Optional<BatchSpec> next = Optional.of(batch);
        while (next.isPresent()) {
            try (Source source = open(connection)) {
                next = source.read(next.get(), sink);
            }
        }
        return sink;
    }

    /** Counts. */
    static final class Counter implements Meter {

        final AtomicInteger requests = new AtomicInteger();
        final AtomicInteger throttled = new AtomicInteger();

        @Override
        public void request() {
            requests.incrementAndGet();
        }

        @Override
        public void throttled() {
            throttled.incrementAndGet();
        }
    }
}
