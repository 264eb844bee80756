package io.drover.coordinator.evidence;

import io.agroal.api.AgroalDataSource;
import io.drover.coordinator.TestKeys;
import io.drover.coordinator.outbox.OutboxRelay;
import io.drover.coordinator.signing.CoordinatorMessages;
import io.drover.staging.StagingStore;

/** Nobody gathers: what is due stays in its table. */
public final class IdleGathering {

    private IdleGathering() {}

    public static EvidenceGathering of(AgroalDataSource database, StagingStore store, OutboxRelay relay) {
        return new EvidenceGathering(database, store, relay, new CoordinatorMessages(TestKeys.KEY));
    }
}
