package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.AuditLine;
import io.drover.api.ExecutionStatus;
import io.drover.coordinator.domain.DeciderTest;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.RecordsAnswers;
import io.drover.coordinator.persistence.DocumentJson;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every message ten times and in any order: the same final state, byte for byte. 200 orders; {@code -Ddrover.seeds=1000} for
 * more.
 */
class EveryMessageTenTimesTest {

    private static final int SEEDS = Integer.getInteger("drover.seeds", 200);

    /** What is executed. */
    enum What {
        RECORDS(DeciderTest.plan(), RecordsAnswers::to),
        GUARDED(
                GuardedRun.plan(null),
                (plan, state, issue) -> GuardedRun.outcome(issue.id().step()));

        private final Plan plan;
        private final Shuffled.Answers answers;

        What(Plan plan, Shuffled.Answers answers) {
            this.plan = plan;
            this.answers = answers;
        }

        Shuffled run(boolean failing, int copies, long seed) {
            return new Shuffled(plan, answers, failing, copies, seed).run();
        }
    }

    /**
     * On a clock that stands still everything is equal but the hash of the audit's last line: the audit tells in which order
     * steps ended, and that is what differs. Its lines are the same ones.
     */
    @ParameterizedTest
    @EnumSource
    void the_final_state_is_the_same_to_the_byte(What what) {
        Shuffled once = what.run(false, 1, 0);
        assertThat(once.state().status()).isEqualTo(ExecutionStatus.SUCCESS);

        for (int seed = 1; seed <= SEEDS; seed++) {
            Shuffled tenTimes = what.run(false, 10, seed);

            assertThat(bytes(tenTimes)).as("seed %d", seed).isEqualTo(bytes(once));
            assertThat(said(tenTimes)).as("seed %d", seed).isEqualTo(said(once));
        }
    }

    /**
     * Besides, times differ, since waits begin when a failure arrives; and the paces, since what a 429 takes away and what
     * grows again depends on which comes first.
     */
    @ParameterizedTest
    @EnumSource
    void with_attempts_that_fail_first_it_is_the_same_but_for_times_and_paces(What what) {
        Shuffled once = what.run(true, 1, 0);
        assertThat(once.state().status()).isEqualTo(ExecutionStatus.SUCCESS);

        for (int seed = 1; seed <= Math.ceilDiv(SEEDS, 4); seed++) {
            Shuffled tenTimes = what.run(true, 10, seed);

            assertThat(withoutTimes(tenTimes)).as("seed %d", seed).isEqualTo(withoutTimes(once));
            assertThat(said(tenTimes)).as("seed %d", seed).isEqualTo(said(once));
        }
    }

    private static String bytes(Shuffled run) {
        ObjectNode state = DocumentJson.read(DocumentJson.write(run.state()), ObjectNode.class);
        state.withObject("/audit").remove("head");
        return state.toString();
    }

    private static String withoutTimes(Shuffled run) {
        ObjectNode state = DocumentJson.read(DocumentJson.write(run.state()), ObjectNode.class);
        state.withObject("/audit").remove("head");
        return ofSomeTime(state.toString().replaceAll("\"2026-[^\"]*Z\"", "\"some time\""));
    }

    /** A challenge is of the time when it was asked for. */
    private static String ofSomeTime(String json) {
        return json.replaceAll("(challenge[\": ]+)[0-9a-f]{64}", "$1of some time");
    }

    /** Who did what, without when and after what. */
    private static List<String> said(Shuffled run) {
        return run.audit().stream()
                .map(AuditLine::json)
                .map(json -> DocumentJson.read(json, JsonNode.class))
                .map(line -> line.path("who") + " " + line.path("what") + " " + line.path("step") + " "
                        + ofSomeTime(line.path("detail").toString()))
                .sorted()
                .toList();
    }
}
