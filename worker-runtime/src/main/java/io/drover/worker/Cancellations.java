package io.drover.worker;

import io.drover.contracts.BatchId;
import io.drover.contracts.Cancel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Which steps of which executions are given up. Their commands are not begun, in whatever order messages come, and what runs of
 * them ends. Of more executions than it keeps in memory the oldest are forgotten: 10,000 are some 5 MB.
 */
@ApplicationScoped
public class Cancellations {

    private static final int KEPT = 10_000;

    private final Shutdown shutdown;
    private final Map<String, Set<String>> steps = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > KEPT;
        }
    };

    Cancellations(Shutdown shutdown) {
        this.shutdown = shutdown;
    }

    /** From now on nothing of it is begun; what runs ends within seconds. */
    void add(Cancel cancel) {
        synchronized (steps) {
            // Once given up, a step stays so: an earlier message that comes again takes nothing back.
            Set<String> all = new HashSet<>(cancel.steps());
            Set<String> before = steps.remove(cancel.execution());
            all.addAll(before == null ? Set.of() : before);
            steps.put(cancel.execution(), Set.copyOf(all));
        }
        shutdown.cancel(batch ->
                batch.execution().equals(cancel.execution()) && cancel.steps().contains(batch.step()));
    }

    /** Nobody asks for it any more. */
    void forget(String execution) {
        synchronized (steps) {
            steps.remove(execution);
        }
    }

    /** Whether no attempt at the batch may be begun. */
    boolean has(BatchId batch) {
        synchronized (steps) {
            return steps.getOrDefault(batch.execution(), Set.of()).contains(batch.step());
        }
    }
}
