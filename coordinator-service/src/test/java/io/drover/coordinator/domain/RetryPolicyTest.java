package io.drover.coordinator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.contracts.BatchId;
import io.drover.contracts.Outcome;
import io.drover.contracts.Outcome.FailureType;
import io.drover.contracts.Phase;
import io.drover.contracts.Result;
import io.drover.contracts.Side;
import io.drover.contracts.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows the first attempt that failed, by what failed, what its worker says was begun, which step it is, and where. */
class RetryPolicyTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Plan PLAN = plan();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                // code          | type      | begun | step      | line   | follows
                "TOKEN_REFUSED   | USER      |       | records   | before | FAILS",
                "TOKEN_REFUSED   | USER      | false | deed      | after  | FAILS",
                "A_BUG           | INTERNAL  |       | records   | before | AGAIN 2",
                "A_BUG           | INTERNAL  |       | action    | before | AGAIN 2",
                "STALE_ATTEMPT   | INTERNAL  |       | records   | before | AGAIN 8",
                "ALREADY_RUNNING | INTERNAL  |       | records   | before | OTHER",
                "ALREADY_RUNNING | INTERNAL  | true  | deed      | after  | OTHER",
                "THROTTLED       | EXTERNAL  |       | records   | before | AGAIN 8",
                "THROTTLED       | EXTERNAL  |       | task      | before | AGAIN 8",
                "THROTTLED       | EXTERNAL  |       | action    | before | AGAIN 3",
                "THROTTLED       | EXTERNAL  |       | approved  | before | FAILS",
                "THROTTLED       | EXTERNAL  | false | approved  | before | AGAIN 3",
                "THROTTLED       | EXTERNAL  |       | records   | after  | AGAIN 8",
                "THROTTLED       | EXTERNAL  |       | action    | after  | FAILS",
                "THROTTLED       | EXTERNAL  | false | action    | after  | AGAIN 3",
                "THROTTLED       | EXTERNAL  | false | deed      | after  | AGAIN 3",
                "THROTTLED       | EXTERNAL  |       | deed      | after  | FAILS",
                "THROTTLED       | EXTERNAL  | true  | deed      | after  | FAILS",
                "THROTTLED       | EXTERNAL  | true  | lenient   | after  | AGAIN 3",
                "DATABASE_AWAY   | RESOURCES |       | action    | before | AGAIN 8",
                "DATABASE_AWAY   | RESOURCES | true  | action    | before | AGAIN 3",
                "DATABASE_AWAY   | RESOURCES |       | action    | after  | AGAIN 8",
                "DATABASE_AWAY   | RESOURCES | true  | action    | after  | FAILS",
                "DATABASE_AWAY   | RESOURCES |       | approved  | after  | FAILS",
                "DATABASE_AWAY   | RESOURCES |       | deed      | after  | FAILS",
                "DATABASE_AWAY   | RESOURCES | false | deed      | after  | AGAIN 8",
                "STAGING_FULL    | RESOURCES |       | records   | before | PAUSE",
                "STAGING_FULL    | RESOURCES | false | deed      | after  | PAUSE",
                "STAGING_FULL    | RESOURCES |       | approved  | after  | PAUSE",
                "STAGING_FULL    | RESOURCES | true  | records   | before | PAUSE",
                "STAGING_FULL    | RESOURCES | true  | deed      | after  | FAILS",
                "CONSENT_EXPIRED | USER      | false | deed      | after  | ASK",
                "CONSENT_EXPIRED | USER      | true  | deed      | after  | FAILS",
                "CONSENT_EXPIRED | USER      | false | records   | before | FAILS",
            })
    void what_follows_a_failure(
            String code, FailureType type, @Nullable Boolean begun, String step, String line, String follows) {
        assertThat(follows(code, type, begun, step, line)).isEqualTo(follows);
    }

    private static String follows(String code, FailureType type, @Nullable Boolean begun, String step, String line) {
        Outcome.Failed failed = new Outcome.Failed(code, type, "what, where, what to do", null, begun);
        BatchId id = new BatchId("ex", step, Phase.LOAD, 0);
        Result result = new Result(Result.VERSION, id, 1, "w", NOW, 5, Usage.NONE, failed);
        ExecutionState state = ExecutionState.of("ex", PLAN, NOW).passed(line.equals("after") ? NOW : null);
        return switch (new RetryPolicy(PLAN, state, NOW).after(OpenBatch.ready(Phase.LOAD, 0, 1), result, failed)) {
            case NextAttempt.Again again -> "AGAIN " + again.most();
            case NextAttempt.Pause pause -> "PAUSE";
            case NextAttempt.OtherAnswers other -> "OTHER";
            case NextAttempt.AskAgain ask -> "ASK";
            case NextAttempt.Never never -> "FAILS";
        };
    }

    private static Plan plan() {
        Requires consent = new Requires(null, "consent", List.of());
        return new Plan(
                "m",
                "r",
                "title",
                "s > t",
                "hash",
                new Limits(10, 16, 2, 4, Duration.ofSeconds(60)),
                Policies.DEFAULTS,
                null,
                List.of(
                        step("records", StepKind.RECORDS, null, Retry.SAFE, null, OnFailure.RETRY),
                        step("task", StepKind.OPERATION, null, Retry.SAFE, null, OnFailure.HOLD),
                        step("action", StepKind.OPERATION, Side.TARGET, Retry.SAFE, null, OnFailure.HOLD),
                        step("approved", StepKind.OPERATION, Side.TARGET, Retry.RESUME, null, OnFailure.HOLD),
                        step("deed", StepKind.OPERATION, Side.TARGET, Retry.RESUME, consent, OnFailure.HOLD),
                        step("lenient", StepKind.OPERATION, Side.TARGET, Retry.SAFE, consent, OnFailure.RETRY)));
    }

    private static PlannedStep step(
            String id,
            StepKind kind,
            @Nullable Side on,
            Retry retry,
            @Nullable Requires requires,
            OnFailure onFailure) {
        return new PlannedStep(
                id,
                id,
                kind,
                Phase.LOAD,
                id,
                on,
                Map.of(),
                null,
                null,
                List.of(),
                List.of(),
                Map.of(),
                false,
                retry,
                requires,
                List.of(),
                null,
                null,
                requires != null,
                onFailure,
                null,
                null,
                false,
                null);
    }
}
