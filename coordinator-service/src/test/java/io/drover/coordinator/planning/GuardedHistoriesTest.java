package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.ExecutionStatus;
import io.drover.contracts.Outcome;
import io.drover.contracts.Outcome.FailureType;
import io.drover.coordinator.domain.Challenge;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.journal.Histories;
import io.drover.coordinator.journal.JournalEntry;
import io.drover.coordinator.journal.Replay;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Guarded executions replay to where they were; each leaves its history where it can be recorded from. */
class GuardedHistoriesTest {

    @Test
    void one_that_was_held_and_resumed() throws Exception {
        GuardedRun run = new GuardedRun().until("import-configstore");
        run.fails("import-configstore", FailureType.EXTERNAL, "CONNECTION_LOST");
        Challenge asked = run.challenge();
        run.tell(new Signal.Resumed("bea", "network mended", asked.hash(), asked.phrase()));
        run.toTheEnd();

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.SUCCESS);
        assertReplays("guarded-resumed", run);
    }

    @Test
    void one_whose_consent_lapsed_and_that_was_held_and_abandoned() throws Exception {
        GuardedRun run = new GuardedRun().until("import-runservice");
        run.fails("import-runservice", FailureType.USER, "CONSENT_EXPIRED");
        run.consent();
        run.until("import-runservice");
        run.answer("import-runservice", new Outcome.Running());
        run.later(Duration.ofMinutes(5));
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);
        run.tell(new Signal.Abandoned("bea", "restored from the archive by hand"));
        run.toTheEnd();

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.ERROR);
        assertReplays("guarded-expired", run);
    }

    @Test
    void one_that_was_stopped_before_the_line() throws Exception {
        GuardedRun run = new GuardedRun().until("consent");
        run.tell(new Signal.StopAsked());
        run.toTheEnd();

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.STOPPED);
        assertReplays("guarded-stopped", run);
    }

    private static void assertReplays(String name, GuardedRun run) throws Exception {
        List<JournalEntry> journal = run.journal();
        Replay replay = new Replay(journal.getFirst());
        journal.forEach(replay::next);
        assertThat(replay.state()).isEqualTo(run.state());
        Histories.leave(name, journal);
    }
}
