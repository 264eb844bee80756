package io.drover.coordinator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.ExecutionStatus;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import io.drover.coordinator.persistence.DocumentJson;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Levels of many parts, of one batch of test cases that are all linked. */
class LevelsTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final int MANY = 10_000;

    private final Plan plan = DeciderTest.plan();
    private final Decider decider = new Decider(plan);
    private final ArrayDeque<Effect.Issue> commanded = new ArrayDeque<>();
    private final List<String> loaded = new ArrayList<>();
    private ExecutionState state = ExecutionState.of("ex", plan, NOW);

    @Test
    void a_level_of_ten_thousand_parts_never_has_more_open_than_the_window() {
        toTheLevels(Map.of("level-001-*", MANY, "level-002-*", 2));

        int mostOpen = 0;
        int mostEffects = 0;
        int largest = 0;
        for (int turn = 0; !commanded.isEmpty(); turn++) {
            mostEffects = Math.max(mostEffects, answer());
            mostOpen = Math.max(mostOpen, state.step("testcases").open().size());
            if (turn % 500 == 0) {
                largest = Math.max(largest, DocumentJson.write(state).length());
            }
        }

        assertThat(state.status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertThat(mostOpen).isEqualTo(plan.limits().window());
        assertThat(mostEffects).isLessThan(20);
        assertThat(largest).isLessThan(8_000);
        assertThat(loaded).hasSize(MANY + 2).doesNotHaveDuplicates();
        assertThat(loaded.subList(MANY, MANY + 2)).containsExactly("level-002-0000", "level-002-0001");
    }

    @Test
    void levels_beyond_999_are_loaded_in_the_order_of_their_numbers() {
        toTheLevels(Map.of("level-999-*", 1, "level-1000-*", 1, "level-101-*", 1, "level-1001-*", 1));
        while (!commanded.isEmpty()) {
            answer();
        }

        assertThat(loaded).containsExactly("level-101-0000", "level-999-0000", "level-1000-0000", "level-1001-0000");
    }

    @Test
    void a_level_does_not_begin_while_a_part_of_the_one_below_waits_to_be_tried_again() {
        toTheLevels(Map.of("level-001-*", 6, "level-002-*", 1));
        Effect.Issue failing = commanded.remove();
        take(result(failing, new Outcome.Failed("BUSY", Outcome.FailureType.EXTERNAL, "busy", null)), NOW);
        while (!commanded.isEmpty()) {
            answer();
        }
        assertThat(loaded).hasSize(5).noneMatch(part -> part.startsWith("level-002"));

        take(new Signal.TimePassed(), NOW.plusSeconds(60));
        while (!commanded.isEmpty()) {
            answer();
        }

        assertThat(loaded).hasSize(7).last().isEqualTo("level-002-0000");
        assertThat(state.status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void a_state_of_a_release_that_opened_whole_levels_is_read_and_goes_on() {
        toTheLevels(Map.of("level-001-*", 3, "level-002-*", 5));
        String written = DocumentJson.write(state);
        assertThat(written).contains("{\"name\":\"level-002\",\"parts\":5}"); // as that release wrote it

        state = DocumentJson.read(written, ExecutionState.class);
        while (!commanded.isEmpty()) {
            answer();
        }

        assertThat(loaded).hasSize(8).last().isEqualTo("level-002-0004");
        assertThat(state.status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    private void toTheLevels(Map<String, Integer> levels) {
        int records = levels.values().stream().mapToInt(Integer::intValue).sum(); // one in each part
        take(new Signal.Started(), NOW);
        while (!commanded.isEmpty()) {
            Effect.Issue issue = commanded.remove();
            boolean link = issue.id().step().equals("testcases")
                    && issue.id().phase() == Phase.TRANSFORM
                    && issue.id().number() == 1;
            take(result(issue, link ? done(0, levels) : before(issue, records)), NOW);
            if (link) {
                return;
            }
        }
    }

    private static Outcome before(Effect.Issue issue, int records) {
        return switch (issue.id().step()) {
            case "survey" ->
                new Outcome.Done(
                        Counts.NONE, Map.of(), Map.of("specs-testcase", 1), Map.of("testcase", (long) records));
            case "testcases" -> done(records, Map.of("linked", records));
            default -> done(0, Map.of());
        };
    }

    /** @return how many effects the decision had */
    private int answer() {
        Effect.Issue issue = commanded.remove();
        if (issue.id().phase() == Phase.LOAD) {
            loaded.add(String.valueOf(issue.batch().part()));
        }
        return take(result(issue, done(issue.id().phase() == Phase.ARCHIVE ? 0 : 1, Map.of())), NOW);
    }

    private static Outcome done(int records, Map<String, Integer> parts) {
        return new Outcome.Done(new Counts(records, records, 0, 0, 0, 0), Map.of(), parts, Map.of());
    }

    private static Signal result(Effect.Issue issue, Outcome outcome) {
        return new Signal.Arrived(List.of(new Result(
                Result.VERSION, issue.id(), issue.batch().attempt(), "w", NOW, 5, new Usage(1, 0), outcome)));
    }

    private int take(Signal signal, Instant now) {
        Decision decision = decider.decide(state, signal, now);
        state = decision.next();
        decision.effects().stream()
                .filter(Effect.Issue.class::isInstance)
                .map(Effect.Issue.class::cast)
                .forEach(commanded::add);
        return decision.effects().size();
    }
}
