package io.drover.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.contracts.ConnectionRef;
import io.drover.spi.BatchSpec;
import io.drover.spi.Check;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.RecordSink;
import io.drover.spi.Role;
import io.drover.spi.Source;
import io.drover.spi.Survey;
import io.drover.spi.SurveySink;
import io.drover.spi.TargetSchema;
import io.drover.worker.Batch;
import io.drover.worker.MemoryBatch;
import io.drover.worker.ObservedRoutes;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckConnectionsTest {

    private final MemoryTarget target = new MemoryTarget();
    private final Routing routing = new Routing() {
        @Override
        public String system(ConnectionRef connection, Check check) {
            return connection.connector() + " " + check.identity();
        }

        @Override
        public ObservedRoutes.Route observed(String typed, String source, String to, String execution) {
            return new ObservedRoutes.Route("r of " + source + " and " + to, "5f0c1a2b");
        }
    };

    @Test
    void the_route_is_that_of_the_systems_that_were_seen() {
        target.answer(Check.passed(List.of(), "https://acme:443 7"));
        MemoryBatch batch = new MemoryBatch(new CheckedSource(Check.passed(List.of(), "site project 1")), target);
        new CheckConnections(routing).run(batch);

        assertThat(batch.facts())
                .isEqualTo(Map.of(
                        "route", "r of zephyr site project 1 and qtest https://acme:443 7",
                        "source", "zephyr site project 1",
                        "target", "qtest https://acme:443 7",
                        "origin", "5f0c1a2b"));
    }

    @Test
    void what_was_seen_and_the_targets_fields_are_written() {
        MemoryBatch batch = new MemoryBatch(new CheckedSource(Check.passed(List.of("project MM"))), target);
        new CheckConnections(routing).run(batch);

        assertThat(batch.part("facts", Facts.class))
                .containsExactly(
                        new Facts("zephyr", "zephyr", Role.SOURCE, List.of("project MM")),
                        new Facts("qtest", "qtest", Role.TARGET, List.of("qTest 12.1")));
        assertThat(batch.part("schema", TargetSchema.class)).containsExactly(target.schema());
    }

    @Test
    void both_problems_are_told_at_once() {
        target.answer(Check.failed("PROJECT_UNKNOWN", "There is no project 7 at qtest; check projectId."));
        MemoryBatch batch = new MemoryBatch(
                new CheckedSource(Check.failed("TOKEN_REFUSED", "The token is refused; make a new one.")), target);

        assertThatThrownBy(() -> new CheckConnections(routing).run(batch))
                .isInstanceOfSatisfying(ConnectorException.class, e -> {
                    assertThat(e.code()).isEqualTo("TOKEN_REFUSED");
                    assertThat(e.type()).isEqualTo(FailureType.USER);
                })
                .hasMessage("""
                        zephyr: The token is refused; make a new one.
                        qtest: There is no project 7 at qtest; check projectId.""");
    }

    @Test
    void a_connector_that_moves_no_records_is_told_and_no_internal_error() {
        MemoryBatch batch = new MemoryBatch(new CheckedSource(Check.passed(List.of("project MM"))), target);
        Batch withoutRoles = (Batch) Proxy.newProxyInstance(
                Batch.class.getClassLoader(), new Class<?>[] {Batch.class}, (proxy, method, arguments) -> {
                    if (method.getReturnType() == Source.class) {
                        throw new UnsupportedOperationException("zephyr is no source of records");
                    }
                    return method.invoke(batch, arguments);
                });

        assertThatThrownBy(() -> new CheckConnections(routing).run(withoutRoles))
                .isInstanceOfSatisfying(ConnectorException.class, e -> {
                    assertThat(e.code()).isEqualTo("CHECK_NOT_AVAILABLE");
                    assertThat(e.type()).isEqualTo(FailureType.USER);
                })
                .hasMessageStartingWith("zephyr: zephyr is no source of records, so this check cannot try it.");
    }

    private record CheckedSource(Check check) implements Source {

        @Override
        public Survey plan(List<String> entityTypes, int batchSize, SurveySink sink) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<BatchSpec> read(BatchSpec spec, RecordSink sink) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
