package io.drover.coordinator.evidence;

import io.drover.contracts.BatchId;
import io.drover.contracts.Input;
import io.drover.contracts.Phase;
import io.drover.coordinator.domain.TaskNeeds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parts that the coordinator stages for the archive service's task {@code evidence}. */
public final class EvidenceParts {

    static final String EXECUTION = "execution";
    static final String PLAN = "plan";
    static final String JOURNAL = "journal";
    static final String MANIFESTS = "manifests";
    static final String AUDIT = "audit";
    static final String AUDIT_SIGNATURE = "audit-signature";

    private EvidenceParts() {}

    /** Whether the coordinator has to gather what this operation reads. */
    public static boolean isFor(@Nullable String operation) {
        return TaskNeeds.of(operation).gathered();
    }

    /** What the command of {@code evidence} reads. */
    public static Map<String, Input> inputs(String execution) {
        Map<String, Input> inputs = new HashMap<>();
        for (String part : List.of(EXECUTION, PLAN, JOURNAL, MANIFESTS, AUDIT, AUDIT_SIGNATURE)) {
            inputs.put(part, new Input(batch(execution).manifestKey(), part));
        }
        return inputs;
    }

    /** Of no step: its manifest says where the parts are. */
    static BatchId batch(String execution) {
        return new BatchId(execution, "evidence-inputs", Phase.ARCHIVE, 0);
    }
}
