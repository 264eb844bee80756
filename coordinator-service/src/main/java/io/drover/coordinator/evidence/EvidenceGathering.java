package io.drover.coordinator.evidence;

import io.agroal.api.AgroalDataSource;
import io.drover.contracts.AuditSignatures;
import io.drover.coordinator.outbox.OutboxRelay;
import io.drover.coordinator.signing.CoordinatorMessages;
import io.drover.staging.StagingStore;
import io.quarkus.agroal.DataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Has evidence gathered as soon as it is due, of two executions at a time; looks every second in case a wake-up was lost. */
@ApplicationScoped
public class EvidenceGathering {

    private static final Logger LOG = Logger.getLogger(EvidenceGathering.class);
    private static final int AT_ONCE = 2;
    private static final long POLL_MS = 1_000;

    private final EvidenceGatherer gatherer;
    private final OutboxRelay relay;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile boolean stopped;

    EvidenceGathering(
            @DataSource("coordinator") AgroalDataSource database,
            StagingStore store,
            OutboxRelay relay,
            CoordinatorMessages messages) {
        this.gatherer = new EvidenceGatherer(database, store, new AuditSignatures(messages.key()));
        this.relay = relay;
    }

    void start(@Observes StartupEvent event) {
        for (int i = 0; i < AT_ONCE; i++) {
            Thread.ofPlatform().daemon().name("evidence-" + i).start(this::loop);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stopped = true; // what a thread is at is begun again by another coordinator, or after the next start
        wakeUps.release(AT_ONCE);
    }

    /** Evidence became due. Cheap, from any thread. */
    public void wake() {
        if (wakeUps.availablePermits() < AT_ONCE) {
            wakeUps.release();
        }
    }

    private void loop() {
        while (!stopped) {
            try {
                if (gatherer.gatherOne()) {
                    relay.wake();
                } else if (wakeUps.tryAcquire(POLL_MS, TimeUnit.MILLISECONDS)) {
                    wakeUps.drainPermits();
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                failed(e);
            }
        }
    }

    private void failed(Exception e) {
        if (stopped) {
            return;
        }
        LOG.warnf("Evidence not looked at, will be tried again: %s", e.toString());
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
