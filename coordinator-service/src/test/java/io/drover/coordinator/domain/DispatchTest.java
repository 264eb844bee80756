package io.drover.coordinator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Side;
import io.drover.contracts.Usage;
import io.drover.coordinator.persistence.DocumentJson;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DispatchTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void what_reads_the_target_takes_nothing_of_what_the_source_allows() {
        Plan plan = plan(operation("backup", Phase.EXTRACT, Side.TARGET), operation("survey", Phase.EXTRACT, null));

        ExecutionState state = begin(plan);

        assertThat(share(state, "backup")).isEqualTo(1);
        assertThat(share(state, "survey")).isEqualTo(16);
    }

    @Test
    void what_runs_on_one_side_is_counted_on_that_side() {
        Plan plan = plan(operation("export", Phase.EXTRACT, Side.SOURCE), operation("survey", Phase.EXTRACT, null));

        ExecutionState state = begin(plan);

        assertThat(share(state, "survey")).isEqualTo(15);
    }

    @Test
    void a_state_of_an_earlier_release_is_read_without_what_it_knew_of_the_pace() {
        ExecutionState state = begin(plan(operation("survey", Phase.EXTRACT, null)));
        ObjectNode earlier = DocumentJson.read(DocumentJson.write(state), ObjectNode.class);
        earlier.putObject("sourcePace").put("allowance", 4.5).put("most", 16);
        earlier.putObject("targetPace").put("allowance", 16).put("most", 16);

        assertThat(DocumentJson.read(earlier.toString(), ExecutionState.class)).isEqualTo(state);
    }

    /** While other batches have the whole allowance of the source. */
    @Test
    void what_streams_contents_out_of_the_source_waits_for_its_allowance_too() {
        assertThat(loads(false)).containsExactly(16);
        assertThat(loads(true)).isEmpty();
    }

    /** Shares of the commands to load of one step, while another one reads. */
    private static List<Integer> loads(boolean contents) {
        StepInput few = new StepInput("survey", "few");
        StepInput many = new StepInput("survey", "many");
        Plan plan = plan(
                operation("survey", Phase.EXTRACT, null),
                records("cases", few).applicable("Cases", contents, null),
                records("others", many));
        List<Integer> shares = new ArrayList<>();
        Deque<Signal> signals = new ArrayDeque<>(List.of(new Signal.Started()));
        ExecutionState state = ExecutionState.of("ex", plan, NOW);
        while (!signals.isEmpty()) {
            Decision decision = new Decider(plan).decide(state, signals.remove(), NOW);
            state = decision.next();
            for (Effect effect : decision.effects()) {
                if (effect instanceof Effect.Issue issue && !issue.id().step().equals("others")) {
                    if (issue.id().phase() == Phase.LOAD) {
                        shares.add(issue.share());
                    } else {
                        signals.add(new Signal.Arrived(List.of(done(issue))));
                    }
                }
            }
        }
        return shares;
    }

    private static Result done(Effect.Issue issue) {
        Map<String, Integer> parts = Map.of("few", 1, "many", 2, "plain", 1);
        Outcome done = new Outcome.Done(new Counts(1, 1, 0, 0, 0, 0), Map.of(), parts, Map.of(), Map.of());
        return new Result(Result.VERSION, issue.id(), issue.batch().attempt(), "w", NOW, 1, Usage.NONE, done);
    }

    private static PlannedStep records(String id, StepInput specs) {
        return new PlannedStep(
                id,
                id,
                StepKind.RECORDS,
                null,
                null,
                null,
                Map.of(),
                id,
                null,
                List.of("survey"),
                List.of(),
                Map.of("specs", specs),
                false,
                Retry.SAFE,
                null,
                List.of(),
                null,
                null,
                false,
                OnFailure.RETRY,
                null,
                null,
                false,
                null);
    }

    private static ExecutionState begin(Plan plan) {
        return new Decider(plan)
                .decide(ExecutionState.of("ex", plan, NOW), new Signal.Started(), NOW)
                .next();
    }

    private static int share(ExecutionState state, String step) {
        return state.step(step).open().getFirst().share();
    }

    private static Plan plan(PlannedStep... steps) {
        Limits limits = new Limits(10, 16, 2, 4, Duration.ofSeconds(60));
        return new Plan("m", "r", "title", "s > t", "hash", limits, Policies.DEFAULTS, null, List.of(steps));
    }

    private static PlannedStep operation(String id, Phase phase, @Nullable Side on) {
        return new PlannedStep(
                id,
                id,
                StepKind.OPERATION,
                phase,
                id,
                on,
                Map.of(),
                null,
                null,
                List.of(),
                List.of(),
                Map.of(),
                false,
                Retry.SAFE,
                null,
                List.of(),
                null,
                null,
                false,
                OnFailure.HOLD,
                null,
                null,
                false,
                null);
    }
}
