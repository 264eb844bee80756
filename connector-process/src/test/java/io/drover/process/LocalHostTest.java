package io.drover.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.spi.ConnectorException;
import io.drover.spi.Evidence;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LocalHostTest extends HostContract {

    private final Host host = new LocalHost(evidence);

    @Override
    Host host() {
        return host;
    }

    @Override
    Host host(Evidence other) {
        return new LocalHost(other);
    }

    @Test
    void a_program_that_ignores_being_asked_is_ended_with_its_children() {
        List<Long> pids = new CopyOnWriteArrayList<>();

        ConnectorException failure = failureOf(() -> host.run(
                sh("trap '' TERM; sh -c \"trap '' TERM; echo \\$\\$; while :; do sleep 300; done\" & echo $$; wait; wait")
                        .within(Duration.ofSeconds(1)),
                out -> {
                    BufferedReader lines = new BufferedReader(new InputStreamReader(out, StandardCharsets.UTF_8));
                    pids.add(Long.parseLong(lines.readLine()));
                    pids.add(Long.parseLong(lines.readLine()));
                    lines.readLine();
                }));

        assertThat(failure.code()).isEqualTo("PROGRAM_TIMED_OUT");
        assertThat(pids).hasSize(2).allSatisfy(HostContract::ended);
    }

    @Test
    void what_a_program_left_behind_with_its_outputs_is_not_waited_for() {
        for (int i = 0; i < 20; i++) {
            Ended ended = host.run(sh("sleep 30 & echo $!; echo gone >&2"));
            long left = Long.parseLong(ended.out().whole().strip());

            assertThat(ended.err().whole()).isEqualTo("gone\n");
            assertThat(ProcessHandle.of(left).map(ProcessHandle::destroyForcibly))
                    .contains(true);
        }
    }

    @Test
    void a_program_does_not_see_the_environment_of_drover() {
        assertThat(System.getenv()).containsKey("JAVA_HOME");

        String seen = host.run(Program.of("env").with("A", "b")).orThrow().out().whole();

        assertThat(seen).contains("PATH=", "A=b").doesNotContain("JAVA_HOME");
    }

    @Test
    void a_file_that_is_no_program_cannot_be_started() throws IOException {
        ConnectorException failure = failureOf(() -> host.run(Program.of("/etc/passwd")));

        assertThat(failure.code()).isEqualTo("PROGRAM_NOT_FOUND");
        assertThat(failure).hasMessageContaining("Permission denied");
    }
}
