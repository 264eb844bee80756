package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.RetryAfterForm;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.qtest.QTestOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The outside systems throttle, fail, garble, forget and refuse. */
final class OutsideCells {

    private static final String TEST_CASES = "test-cases";

    private OutsideCells() {}

    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        cells.add(storm(RetryAfterForm.SECONDS, "Retry-After in seconds"));
        cells.add(storm(RetryAfterForm.DATE, "Retry-After as a date"));
        cells.add(share("30 % of all requests answered 500", Fault.SERVER_ERROR, Rule.percent(30)));
        cells.add(share("30 % of all requests answered 503 with HTML", Fault.HTML_503, Rule.percent(30)));
        cells.add(share("10 % of all connections reset", Fault.CONNECTION_RESET, Rule.percent(10)));
        cells.add(share("10 % of all bodies truncated", Fault.TRUNCATED_BODY, Rule.percent(10)));
        cells.add(share("2 % of all bodies stalled", Fault.STALLED_BODY, Rule.percent(2)));
        cells.add(share(
                "20 % of creations answered nothing though they took effect",
                Fault.LOST_ANSWER, Rule.percent(20).on(TEST_CASES)));
        cells.add(laggingSearch());
        cells.add(expired());
        cells.add(revoked());
        cells.addAll(AgolaOutsideCells.all());
        return cells;
    }

    private static Cell storm(RetryAfterForm form, String place) {
        return Cell.qtest("storm of 429", place, trial -> {
            trial.throttled(form, 40);
            trial.begin();
            trial.awaitEnd();
            trial.fired(trial.sandbox().stats().answers().getOrDefault(429, 0L));
        });
    }

    private static Cell share(String what, Fault fault, Rule rule) {
        return Cell.qtest("outside system", what, trial -> {
            impatient(trial.migration(), "source");
            impatient(trial.migration(), "target");
            trial.sandbox().faults().set(fault, rule);
            trial.begin();
            trial.awaitEnd();
            trial.fired(trial.sandbox().faults().fired(fault));
        });
    }

    /** So that a stalled body costs seconds. */
    private static void impatient(ObjectNode migration, String side) {
        ObjectNode settings = (ObjectNode) migration.path(side).path("settings");
        settings.putObject("http").put("responseTimeoutMs", 2_000);
    }

    private static Cell laggingSearch() {
        return Cell.qtest(
                "outside system", "search lags 1 s behind writes, and 10 % of creations answer nothing", trial -> {
                    trial.searchLag(1_000);
                    trial.sandbox()
                            .faults()
                            .set(Fault.LOST_ANSWER, Rule.percent(10).on(TEST_CASES));
                    trial.begin();
                    trial.awaitEnd();
                    trial.fired(trial.sandbox().faults().fired(Fault.LOST_ANSWER));
                });
    }

    private static Cell expired() {
        return Cell.qtest("token", "expires in the middle, is renewed once", trial -> {
            byPassword(trial);
            trial.latency(20);
            trial.begin();
            trial.awaitCreated(50);
            long before = grants(trial);
            trial.sandbox().faults().set(Fault.EXPIRED_TOKEN, Rule.next(1).on(TEST_CASES));
            trial.awaitEnd();
            trial.fired(trial.sandbox().faults().fired(Fault.EXPIRED_TOKEN));
            assertThat(grants(trial)).as("tokens granted").isGreaterThan(before);
        });
    }

    private static long grants(QTestTrial trial) {
        return trial.sandbox().requests().entrySet().stream()
                .filter(endpoint -> endpoint.getKey().contains("oauth/token"))
                .mapToLong(endpoint -> endpoint.getValue())
                .sum();
    }

    private static void byPassword(QTestTrial trial) {
        ObjectNode target = (ObjectNode) trial.migration().path("target");
        ((ObjectNode) target.path("settings"))
                .put("username", QTestOptions.USER)
                .put("site", QTestOptions.SITE);
        trial.api().secretOf(target, "password", QTestOptions.PASSWORD);
        target.putObject("secrets").put("password", "password");
    }

    private static Cell revoked() {
        return Cell.qtest("token", "revoked in the middle: stops at once, and a run afterwards goes on", trial -> {
            trial.latency(20);
            trial.begin();
            trial.awaitCreated(50);
            trial.tokenRevoked(20);
            long since = System.nanoTime();
            Execution failed = trial.awaitEnd();
            trial.recoveredIn(Duration.ofNanos(System.nanoTime() - since));
            assertThat(failed.state()).as(failed.toString()).isEqualTo("ERROR");
            assertThat(failed.failureCode()).isEqualTo("TOKEN_REFUSED");
            assertThat(failed.failureType()).isEqualTo("USER");
            trial.fired(1);
            trial.sandbox().switches().reset();
            trial.again();
        });
    }
}
