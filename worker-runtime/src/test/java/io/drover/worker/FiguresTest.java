package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.contracts.BatchId;
import io.drover.contracts.Phase;
import io.drover.spi.Meter;
import io.drover.staging.S3Options;
import io.drover.staging.StagingStore;
import io.drover.staging.StagingStores;
import io.drover.telemetry.TracedSpan;
import io.drover.telemetry.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @Test
    void requests_are_counted_by_how_they_were_answered_and_into_the_usage() {
        CountingMeter usage = new CountingMeter(new BatchId("e1", "testcases", Phase.LOAD, 0));
        Meter meter = new OutsideMeter(
                usage,
                new OutsideFigures(registry, "qtest"),
                new Tracing(Optional.empty(), "test", true),
                TracedSpan.OFF,
                "qtest",
                new FreeTurns());

        for (int status : new int[] {200, 201, 304, 404, 429, 503}) {
            try (Meter.Exchange exchange = meter.begin("GET", "/x")) {
                exchange.answered(status);
                assertThat(exchange.headers()).isEmpty();
            }
        }
        meter.begin("POST", "/x").close();
        meter.throttled();
        meter.repeated();

        assertThat(usage.usage().requests()).isEqualTo(7);
        assertThat(usage.usage().throttled()).isEqualTo(1);
        assertThat(answered("2xx")).isEqualTo(2);
        assertThat(answered("3xx")).isEqualTo(1);
        assertThat(answered("4xx")).isEqualTo(1);
        assertThat(answered("429")).isEqualTo(1);
        assertThat(answered("5xx")).isEqualTo(1);
        assertThat(answered("none")).isEqualTo(1);
        assertThat(registry.get("drover.request.retries").counter().count()).isEqualTo(1);
        assertThat(registry.get("drover.request.throttled").counter().count()).isEqualTo(1);
    }

    private long answered(String answer) {
        return registry.get("drover.request.duration")
                .tag("answer", answer)
                .timer()
                .count();
    }

    @Test
    void staged_bytes_are_counted_both_ways(@TempDir Path directory) throws IOException {
        try (StagingStore store = new CountedStore(
                StagingStores.open(directory.toUri(), new S3Options(Optional.empty(), Optional.empty())),
                directory.toUri(),
                registry)) {
            try (OutputStream out = store.create("a")) {
                out.write(new byte[1000]);
                out.write(7);
            }
            store.putIfAbsent("b", new byte[10]);
            store.get("b");
            try (InputStream in = store.open("a")) {
                in.readAllBytes();
            }
        }

        assertThat(bytes("written")).isEqualTo(1011);
        assertThat(bytes("read")).isEqualTo(1011);
        assertThat(registry.get("drover.staging.free").gauge().value()).isPositive();
    }

    private double bytes(String direction) {
        return registry.get("drover.staging")
                .tag("direction", direction)
                .counter()
                .count();
    }
}
