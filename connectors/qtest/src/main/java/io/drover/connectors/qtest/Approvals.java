package io.drover.connectors.qtest;

import io.drover.http.EachRecord;
import io.drover.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Approves test cases, since only approved ones can be called (docs/contracts/zephyr-scale-and-qtest.md §0.2 fact 8). Remembered for the
 * process: a case that was approved once can be called for ever, and many batches call the same ones.
 */
final class Approvals {

    /** Bounds the memory of a process that runs for months; forgetting costs one request each. */
    private static final int REMEMBERED = 500_000;

    private static final Set<Approved> APPROVED = ConcurrentHashMap.newKeySet();

    private record Approved(String system, String id) {}

    private final QTestApi api;
    private final String system;
    private final int lanes;
    private final Runnable checkOwnership;

    Approvals(QTestApi api, QTestSettings settings, int lanes, Runnable checkOwnership) {
        this.api = api;
        this.system = settings.system();
        this.lanes = lanes;
        this.checkOwnership = checkOwnership;
    }

    /** Approves them whatever this process remembers. */
    void approveAgain(Set<String> ids) {
        ids.forEach(id -> APPROVED.remove(new Approved(system, id)));
        approve(ids);
    }

    /** What cannot be approved is left to its caller, whose refusal says more. */
    void approve(Set<String> ids) {
        List<Approved> missing = new ArrayList<>();
        for (String id : ids) {
            Approved key = new Approved(system, id);
            if (!APPROVED.contains(key)) {
                missing.add(key);
            }
        }
        EachRecord.forEach(missing, lanes, api::project, this::approve, (key, why) -> {});
    }

    private void approve(Approved key) {
        Reply reply = api.approve(key.id(), checkOwnership);
        if (reply.ok()) {
            if (APPROVED.size() >= REMEMBERED) {
                APPROVED.clear();
            }
            APPROVED.add(key);
        } else {
            Creation.refusal(reply);
        }
    }
}
