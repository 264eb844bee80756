package io.drover.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckConnectionsTest {

    private final MemoryTarget target = new MemoryTarget();

    @Test
    void what_was_seen_and_the_targets_fields_are_written() {
        MemoryBatch batch = new MemoryBatch(new CheckedSource(Check.passed(List.of("project MM"))), target);
        new CheckConnections().run(batch);

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

        assertThatThrownBy(() -> new CheckConnections().run(batch))
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

        assertThatThrownBy(() -> new CheckConnections().run(withoutRoles))
                .isInstanceOfSatisfying(ConnectorException.class, e -> {
                    assertThat(e.code()).isEqualTo("CHECK_NOT_AVAILABLE");
                    assertThat(e.type()).isEqualTo(FailureType.USER);
                })
                .hasMessageStartingWith("zephyr: zephyr is no source of records, so this check cannot try it.");
    }

    private record CheckedSource(Check check) implements Source {

        @Override
        public Survey plan(List<String> kinds, int batchSize, SurveySink sink) {
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
