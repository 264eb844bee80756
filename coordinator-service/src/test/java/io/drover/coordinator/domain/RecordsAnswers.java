package io.drover.coordinator.domain;

import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import java.util.HashMap;
import java.util.Map;

/** What honest workers answer to the commands of {@link DeciderTest#plan()}. */
public final class RecordsAnswers {

    private static final int FOLDER_BATCHES = 2;
    private static final int CASE_BATCHES = 7;
    private static final int RECORDS_PER_BATCH = 10;

    private RecordsAnswers() {}

    public static Outcome to(Plan plan, ExecutionState state, Effect.Issue issue) {
        String step = issue.id().step();
        boolean records = plan.step(step).kind() == StepKind.RECORDS;
        Map<String, Integer> parts = new HashMap<>();
        Map<String, Long> totals = new HashMap<>();
        Counts counts = Counts.NONE;
        if (step.equals("survey")) {
            parts.put("specs-folder", FOLDER_BATCHES);
            parts.put("specs-testcase", CASE_BATCHES);
            totals.put("folder", (long) FOLDER_BATCHES * RECORDS_PER_BATCH);
            totals.put("testcase", (long) CASE_BATCHES * RECORDS_PER_BATCH);
        } else if (records) {
            boolean link = state.step(step, RecordsState.class).work(issue.batch()) instanceof RecordsWork.Link;
            counts = counts(state, issue, link);
            if (link) {
                parts.put("level-001-*", 1);
                parts.put("level-002-*", 1);
            } else if (issue.id().phase() == Phase.TRANSFORM) {
                // Of ten records, one refers to its own kind.
                parts.put("plain", RECORDS_PER_BATCH - 1);
                parts.put("linked", 1);
            }
        }
        return new Outcome.Done(counts, Map.of("UNCHANGED", 1), parts, totals);
    }

    /** Seven and two level records per step: the level batches hold what the plain ones leave. */
    private static Counts counts(ExecutionState state, Effect.Issue issue, boolean link) {
        int linked = state.step(issue.id().step(), RecordsState.class).specs();
        long n =
                switch (issue.id().phase()) {
                    case EXTRACT, TRANSFORM -> link ? linked : RECORDS_PER_BATCH;
                    case LOAD, VALIDATE -> {
                        String part = issue.batch().part();
                        yield part == null ? RECORDS_PER_BATCH - 1 : part.startsWith("level-001") ? linked - 2 : 2;
                    }
                    case ARCHIVE -> 0;
                };
        return new Counts(n, n, 0, 0, 0, 0);
    }
}
