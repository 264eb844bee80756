package io.drover.coordinator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.Failure;
import io.drover.api.StepStatus;
import io.drover.api.Waits;
import io.drover.contracts.BatchId;
import io.drover.contracts.Outcome;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Usage;
import io.drover.coordinator.orchestration.ExecutionView;
import io.drover.coordinator.persistence.DocumentJson;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everybody sees for what a step waits and until when, and nothing waits longer than the migration says. */
class WaitingTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final String LIMITS =
            "Zephyr Scale at https://api.example/v2 limits requests: GET /healthcheck (429: slow down). Lower the rate or wait.";

    private final Plan plan = DeciderTest.plan();
    private Instant now = NOW;
    private Decision last = new Decider(plan).decide(ExecutionState.of("ex", plan, NOW), new Signal.Started(), NOW);

    @Test
    void it_is_told_who_limits_until_when_and_how_often_it_was_tried() {
        fails(1, "THROTTLED", LIMITS, 1_800_000L);

        assertThat(waits()).isEqualTo(new Waits("limited by Zephyr Scale", NOW.plusSeconds(1_800), 1, 8));

        timePasses();
        assertThat(waits()).isNull();
        fails(2, "THROTTLED", LIMITS, 600_000L);

        assertThat(waits()).isEqualTo(new Waits("limited by Zephyr Scale", now.plusSeconds(600), 2, 8));
    }

    @Test
    void a_limit_without_a_name_is_the_sources_or_the_targets() {
        fails(1, "THROTTLED", "slow down", 2_000L);

        assertThat(waits()).extracting(Waits::why).isEqualTo("limited by the target");
    }

    @Test
    void any_other_reason_is_told_shortly_whatever_its_length() {
        fails(1, "SYSTEM_FAILING", "qTest at https://q.example keeps answering 503. ".repeat(100), null);

        assertThat(Objects.requireNonNull(waits()).why())
                .startsWith("SYSTEM_FAILING: qTest at https://q.example keeps")
                .hasSize(120);
        assertThat(DocumentJson.write(last.next())).hasSizeLessThan(4_000);
    }

    @Test
    void of_several_waits_the_longest_is_told() {
        BatchedState step = last.next()
                .step("check", ActionState.class)
                .opening(OpenBatch.ready(Phase.VALIDATE, 1, null, 1)
                        .waiting(NOW.plusSeconds(5), new Waiting("short", 8)))
                .opening(OpenBatch.ready(Phase.VALIDATE, 2, null, 1)
                        .waiting(NOW.plusSeconds(50), new Waiting("long", 8)));

        assertThat(view(last.next().with(step))).extracting(Waits::why).isEqualTo("long");
    }

    @ParameterizedTest
    @ValueSource(longs = {3_600_001L, 31_536_000_000L, 9_999_999_999_999_000L, Long.MAX_VALUE})
    void a_longer_wait_than_the_migration_allows_ends_the_step_at_once(long retryAfterMs) {
        fails(1, "THROTTLED", LIMITS, retryAfterMs);

        assertThat(last.next().step("check").status()).isEqualTo(StepStatus.ERROR);
        Failure failure = Objects.requireNonNull(last.next().failure());
        assertThat(failure.code()).isEqualTo("WAIT_TOO_LONG");
        assertThat(failure.type()).isEqualTo("EXTERNAL");
        assertThat(failure.message())
                .startsWith("Zephyr Scale at https://api.example/v2 limits requests")
                .contains("options.longestWaitSeconds is 3600", "run the same file again");
        assertThat(failure.message())
                .contains(
                        switch (Long.toString(retryAfterMs)) {
                            case "3600001" -> "until 2026-01-01T01:00:00Z";
                            case "31536000000" -> "until 2027-01-01T00:00:00Z";
                            default -> "for more than a year";
                        });
    }

    @Test
    void a_wait_of_just_that_long_is_waited_for() {
        fails(1, "THROTTLED", LIMITS, 3_600_000L);

        assertThat(last.next().nextDue()).contains(NOW.plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, Long.MIN_VALUE})
    void a_wait_that_makes_no_sense_is_none(long retryAfterMs) {
        fails(1, "THROTTLED", LIMITS, retryAfterMs);

        assertThat(last.next().nextDue()).contains(NOW.plusSeconds(1));
    }

    @Test
    void what_an_older_release_left_waiting_goes_on_without_a_word() {
        fails(1, "THROTTLED", LIMITS, 2_000L);
        String old = DocumentJson.write(last.next()).replaceAll(",\"waiting\":\\{[^}]*}", "");
        assertThat(old).isNotEqualTo(DocumentJson.write(last.next()));

        ExecutionState state = DocumentJson.read(old, ExecutionState.class);

        assertThat(view(state)).isNull();
        assertThat(new Decider(plan)
                        .decide(state, new Signal.TimePassed(), NOW.plusSeconds(2))
                        .effects())
                .anyMatch(Effect.Issue.class::isInstance);
    }

    private void fails(int attempt, String code, String message, @Nullable Long retryAfterMs) {
        Outcome outcome = new Outcome.Failed(code, Outcome.FailureType.EXTERNAL, message, retryAfterMs);
        BatchId batch = new BatchId("ex", "check", Phase.VALIDATE, 0);
        Result result = new Result(Result.VERSION, batch, attempt, "w", now, 5, new Usage(1, 1), outcome);
        last = new Decider(plan).decide(last.next(), new Signal.Arrived(List.of(result)), now);
    }

    private void timePasses() {
        now = last.next().nextDue().orElseThrow();
        last = new Decider(plan).decide(last.next(), new Signal.TimePassed(), now);
    }

    private @Nullable Waits waits() {
        return view(last.next());
    }

    private @Nullable Waits view(ExecutionState state) {
        return ExecutionView.of(plan, state, now).steps().getFirst().waits();
    }
}
