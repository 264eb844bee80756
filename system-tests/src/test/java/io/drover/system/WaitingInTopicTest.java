package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.qtest.QTestLookAlike;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Many executions on a process that does few batches at once: commands wait in their topics far longer than any deadline. */
class WaitingInTopicTest {

    private static final int EXECUTIONS = 25;
    private static final int CASES = 20;

    @Test
    void all_end_well_and_nothing_was_tried_again_for_having_waited() throws Exception {
        Map<String, RunningSandbox> executions = new HashMap<>();
        try (Installation installation = Installation.ofOneProcess(
                "waiting", Map.of("SMALLRYE_MESSAGING_WORKER__VIRTUAL_THREAD__MAX_CONCURRENCY", "1"))) {
            Api api = installation.api();
            List<String> migrations = new ArrayList<>();
            List<RunningSandbox> sandboxes = new ArrayList<>();
            for (int i = 0; i < EXECUTIONS; i++) {
                RunningSandbox sandbox = Sandboxes.generated(CASES, i, 30);
                ObjectNode migration =
                        Migrations.askingLittle(Migrations.define(api, sandbox, "waits-" + i, Migrations.GENERATED));
                migration.putObject("options").put("deadlineSeconds", 10).put("concurrency", 2);
                assertThat(api.define(migration).status()).isEqualTo(201);
                migrations.add(migration.path("name").asText());
                sandboxes.add(sandbox);
            }
            for (int i = 0; i < EXECUTIONS; i++) {
                executions.put(api.begin(migrations.get(i)), sandboxes.get(i));
            }

            long waited = 0;
            for (Map.Entry<String, RunningSandbox> one : executions.entrySet()) {
                Execution end = await("the end of " + one.getKey())
                        .atMost(Duration.ofMinutes(8))
                        .pollInterval(Duration.ofSeconds(1))
                        .until(() -> api.execution(one.getKey()), Execution::hasEnded);
                assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
                assertThat(QTestLookAlike.in(one.getValue()).counts().testCases())
                        .isEqualTo(CASES);
                assertThat(QTestLookAlike.in(one.getValue()).counts().duplicates())
                        .isZero();
                Journal journal = Journal.of(api, one.getKey());
                waited += journal.count("batch.waits");
                assertThat(journal.count("batch.overdue")).isZero();
                assertThat(journal.lines())
                        .noneMatch(line -> line.what().equals("attempt.failed")
                                && !line.detail().startsWith("ALREADY_RUNNING"));
            }
            assertThat(waited).as("batches that waited longer than a deadline").isPositive();
        } finally {
            executions.values().forEach(RunningSandbox::close);
        }
    }
}
