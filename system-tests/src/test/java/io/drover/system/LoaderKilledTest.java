package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.qtest.QTestLookAlike;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Six processes, of which the loader dies or stands still at the worst of moments. */
@TestInstance(Lifecycle.PER_CLASS)
class LoaderKilledTest {

    private static final int CASES = 2_000;
    private static final int SOME = CASES / 8;
    private static final Duration LEASE = Duration.ofSeconds(4);

    private Installation installation;

    @BeforeAll
    void start() throws IOException {
        installation = Installation.ofSixProcesses("six", Map.of("DROVER_CLAIM_LEASE", LEASE.toString()));
    }

    @AfterAll
    void stop() throws Exception {
        installation.close();
    }

    @Test
    void a_loader_killed_in_the_middle_of_load_leaves_no_duplicate() throws Exception {
        try (RunningSandbox sandbox = sandbox()) {
            killInTheMiddle(sandbox, "killed");
        }
    }

    @Test
    void a_loader_killed_while_answers_get_lost_leaves_no_duplicate() throws Exception {
        try (RunningSandbox sandbox = sandbox()) {
            sandbox.faults().set(Fault.LOST_ANSWER, Rule.percent(3).on("test-cases"));

            killInTheMiddle(sandbox, "killed-and-lost");

            assertThat(sandbox.faults().fired(Fault.LOST_ANSWER)).isGreaterThan(10);
        }
    }

    @Test
    void a_loader_that_stood_still_until_another_took_over_changes_nothing_when_it_wakes() throws Exception {
        Service frozen = installation.service(Program.LOADER);
        try (RunningSandbox sandbox = sandbox();
                Service second = installation.another(Program.LOADER, "second-loader")) {
            String execution = begin(sandbox, "frozen");
            awaitSome(sandbox);

            frozen.freeze();
            try {
                assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isLessThan(CASES);
                assertWhole(sandbox, installation.api().awaitEnd(execution));
            } finally {
                frozen.thaw();
            }

            await("the zombie's discovery that its attempts are stale")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> frozen.log().contains("errorCode=STALE_ATTEMPT"));
            assertThat(second.log()).doesNotContain("errorCode=STALE_ATTEMPT");
            assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isEqualTo(CASES);
            assertThat(QTestLookAlike.in(sandbox).counts().duplicates()).isZero();
            assertThat(receipts(sandbox, "CONFIRMED")).isEqualTo(CASES);
        }
    }

    private void killInTheMiddle(RunningSandbox sandbox, String name) throws Exception {
        String execution = begin(sandbox, name);
        Service loader = installation.service(Program.LOADER);
        awaitSome(sandbox);

        loader.kill9();

        int created = QTestLookAlike.in(sandbox).counts().testCases();
        assertThat(created).as("created when it died").isBetween(SOME, CASES - 1);
        assertThat(receipts(sandbox, "CONFIRMED")).as("confirmed receipts").isLessThan(created);
        assertThat(receipts(sandbox, "INTENDED")).as("receipts in doubt").isPositive();
        assertThat(installation.api().execution(execution).state()).isEqualTo("RUNNING");

        loader.restart();

        assertWhole(sandbox, installation.api().awaitEnd(execution));
        assertThat(receipts(sandbox, "CONFIRMED")).isEqualTo(CASES);
        assertThat(receipts(sandbox, "INTENDED")).isZero();
    }

    /** With latency enough that loading takes some seconds. */
    private static RunningSandbox sandbox() {
        return Sandboxes.generated(CASES, 7, 20);
    }

    private String begin(RunningSandbox sandbox, String name) {
        ObjectNode migration =
                Migrations.askingLittle(Migrations.define(installation.api(), sandbox, name, Migrations.GENERATED));
        migration.putObject("options").put("batchSize", 200).put("concurrency", 8);
        assertThat(installation.api().define(migration).status()).isEqualTo(201);
        return installation.api().begin(name);
    }

    private static void awaitSome(RunningSandbox sandbox) {
        await("some test cases in the target")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> QTestLookAlike.in(sandbox).counts().testCases() >= SOME);
    }

    private static void assertWhole(RunningSandbox sandbox, Execution execution) {
        assertThat(execution.state()).as(execution.toString()).isIn("SUCCESS", "PARTIAL");
        assertThat(execution.books("testcases")).isEqualTo(new Execution.Books(CASES, CASES, 0, 0, 0, CASES, 0));
        assertThat(execution.books("folders").balanced()).isTrue();
        assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isEqualTo(CASES);
        assertThat(QTestLookAlike.in(sandbox).counts().duplicates()).isZero();
    }

    private int receipts(RunningSandbox sandbox, String state) throws SQLException {
        try (Connection connection = installation.database();
                PreparedStatement query = connection.prepareStatement(
                        "select count(*) from ledger.receipt join ledger.observed_route using (route)"
                                + " where target like ? and kind = 'testcase' and state = ?")) {
            query.setString(1, "%:" + sandbox.port() + "/%");
            query.setString(2, state);
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }
}
