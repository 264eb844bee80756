package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.JournalLine;
import io.drover.contracts.Messages;
import io.drover.contracts.Outcome;
import io.drover.contracts.Result;
import io.drover.contracts.Topics;
import io.drover.contracts.UnknownMessageException;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Switches;
import io.drover.sandbox.qtest.QTestLookAlike;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * A person stops an execution: within five seconds nothing of it runs any more, what it did until then is in its books, and a run
 * afterwards does the rest and nothing twice.
 */
@TestInstance(Lifecycle.PER_CLASS)
class StopTest {

    private static final Duration PROMISED = Duration.ofSeconds(5);
    private static final int CASES = 400;

    private Installation installation;
    private Kafka kafka;

    @BeforeAll
    void start() throws IOException {
        installation = Installation.ofOneProcess("stop", Map.of("DROVER_CLAIM_LEASE", "PT6S"));
        kafka = new Kafka(installation.servers().kafkaSettings());
    }

    @AfterAll
    void stop() throws Exception {
        installation.close();
    }

    @Test
    void while_it_is_extracted() throws Exception {
        stops("extracting", 300, 250, (sandbox, execution) -> awaitIssued(execution, "testcases/extract"));
    }

    /** Of a batch of 100 that takes long, what was confirmed counts, and the rest is neither rejected nor lost. */
    @Test
    void while_it_is_loaded() throws Exception {
        Execution end = stops("loading", 60, 100, (sandbox, execution) -> awaitCases(sandbox, 60));

        Execution.Books books = end.books("testcases");
        assertThat(books.loaded()).isBetween(50L, (long) CASES - 1);
        assertThat(books.rejected()).isZero();
        assertThat(books.loaded() % 100).as("a part of a batch").isNotZero();
    }

    @Test
    void while_it_waits_as_long_as_a_system_asked_it_to() throws Exception {
        stops("throttled", 20, 100, (sandbox, execution) -> {
            awaitCases(sandbox, 20);
            sandbox.switches().set(Switches.perSecond("zephyr"), 1).set(Switches.perSecond("qtest"), 1);
            Trial.pause(Duration.ofSeconds(2));
        });
    }

    private Execution stops(String name, int latencyMs, int batchSize, BiConsumer<RunningSandbox, String> until)
            throws Exception {
        try (RunningSandbox sandbox = Sandboxes.generated(CASES, 11, latencyMs)) {
            ObjectNode migration =
                    Migrations.askingLittle(Migrations.define(installation.api(), sandbox, name, Migrations.GENERATED));
            migration.putObject("options").put("batchSize", batchSize).put("concurrency", 4);
            assertThat(installation.api().define(migration).status()).isEqualTo(201);
            String execution = installation.api().begin(name);
            until.accept(sandbox, execution);
            Instant asked = Instant.now();

            assertThat(installation
                            .api()
                            .post("/executions/" + execution + "/stop", "")
                            .status())
                    .isEqualTo(202);

            Execution end = installation.api().awaitEnd(execution);
            assertThat(end.state()).isEqualTo("STOPPED");
            int there = QTestLookAlike.in(sandbox).counts().testCases();
            assertEndedInTime(execution, asked);
            assertThat(end.books("testcases").loaded())
                    .as("what the target has")
                    .isEqualTo(there);
            sandbox.switches().reset();
            Execution again = installation.api().awaitEnd(installation.api().begin(name));
            assertThat(again.state()).as(again.toString()).isEqualTo("SUCCESS");
            assertThat(again.books("testcases").skipped()).isEqualTo(there);
            assertThat(again.books("testcases").loaded()).isEqualTo(CASES - there);
            assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isEqualTo(CASES);
            assertThat(QTestLookAlike.in(sandbox).counts().duplicates()).isZero();
            return end;
        }
    }

    /** By what the workers said and the coordinator wrote down, and not by when this test looked. */
    private void assertEndedInTime(String execution, Instant asked) {
        List<Result> after = kafka.read(List.of(Topics.RESULTS)).stream()
                .map(StopTest::result)
                .filter(result -> result.batch().execution().equals(execution)
                        && !result.at().isBefore(asked))
                .toList();
        assertThat(after).as("attempts that ran").isNotEmpty();
        assertThat(after).allSatisfy(result -> assertThat(result.at()).isBefore(asked.plus(PROMISED)));
        assertThat(after).anyMatch(result -> result.outcome() instanceof Outcome.Cancelled);
        Instant finished = Journal.of(installation.api(), execution).lines().stream()
                .filter(line -> line.what().equals("execution.finished"))
                .map(JournalLine::at)
                .findFirst()
                .orElseThrow();
        assertThat(Duration.between(asked, finished)).isLessThan(PROMISED);
    }

    private static Result result(ConsumerRecord<byte[], byte[]> message) {
        try {
            return Messages.decode(message.value(), Result.class);
        } catch (UnknownMessageException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitIssued(String execution, String batch) {
        await("a command of " + batch)
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> Journal.of(installation.api(), execution).lines().stream()
                        .anyMatch(line -> line.what().equals("command.issued")
                                && String.valueOf(line.batch()).contains(batch)));
        Trial.pause(Duration.ofMillis(500));
    }

    private static void awaitCases(RunningSandbox sandbox, int cases) {
        await("test cases in the target")
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> QTestLookAlike.in(sandbox).counts().testCases() >= cases);
    }
}
