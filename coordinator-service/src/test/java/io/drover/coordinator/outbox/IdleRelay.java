package io.drover.coordinator.outbox;

import io.agroal.api.AgroalDataSource;
import io.drover.coordinator.TestKeys;
import io.drover.coordinator.operations.Unwatched;
import io.drover.coordinator.signing.CoordinatorMessages;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Map;

/** A relay that was not started: rows stay in the outbox, for a test to read. */
public final class IdleRelay {

    private IdleRelay() {}

    public static OutboxRelay of(AgroalDataSource database) {
        return new OutboxRelay(
                database,
                Map.of(),
                new CoordinatorMessages(TestKeys.KEY),
                Unwatched.commands(),
                new SimpleMeterRegistry());
    }
}
