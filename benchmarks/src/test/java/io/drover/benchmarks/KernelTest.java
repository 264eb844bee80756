package io.drover.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.condition.OS.LINUX;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;

class KernelTest {

    /** Counts for a while in a child shell that ends, then waits: all of its time is an ended child's. */
    private static final String WORK_IN_AN_ENDED_CHILD =
            "sh -c 'i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done'; echo done; read line";

    @Test
    @EnabledOnOs(LINUX)
    void the_time_of_a_child_that_has_ended_counts() throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", WORK_IN_AN_ENDED_CHILD).start();
        try {
            assertThat(shell.inputReader().readLine()).isEqualTo("done");
            assertThat(Kernel.cpu(shell.toHandle())).isGreaterThanOrEqualTo(Duration.ofMillis(20));
            assertThat(shell.toHandle().info().totalCpuDuration().orElseThrow()).isLessThan(Duration.ofMillis(20));
        } finally {
            shell.destroy();
        }
    }

    @Test
    @EnabledOnOs(LINUX)
    void the_time_of_a_child_that_lives_counts() throws IOException {
        Process shell = new ProcessBuilder("sh", "-c", "sh -c 'while :; do :; done' & wait").start();
        try {
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Kernel.cpu(shell.toHandle()).compareTo(Duration.ofMillis(50)) > 0);
        } finally {
            shell.descendants().forEach(ProcessHandle::destroy);
            shell.destroy();
        }
    }

    @Test
    @EnabledOnOs(LINUX)
    void the_own_processor_time_is_what_java_says() {
        ProcessHandle self = ProcessHandle.current();
        long own = Kernel.cpu(self).toMillis();

        assertThat(own).isPositive();
        assertThat(self.info().totalCpuDuration().orElseThrow().toMillis()).isCloseTo(own, within(2000L));
    }

    @Test
    @EnabledOnOs(LINUX)
    void a_peak_is_not_below_what_is_resident_now() {
        ProcessHandle self = ProcessHandle.current();

        assertThat(Kernel.peakMiB(self).orElseThrow())
                .isGreaterThanOrEqualTo(10)
                .isGreaterThanOrEqualTo(Kernel.treeMiB(self).orElseThrow() - 50);
    }

    @Test
    @EnabledOnOs(LINUX)
    void the_machine_has_used_more_than_this_process() {
        assertThat(Kernel.machineCpu().orElseThrow()).isGreaterThan(Kernel.cpu(ProcessHandle.current()));
    }

    @Test
    void a_process_that_has_ended_has_no_memory_and_fails_nothing() throws Exception {
        Process ended = new ProcessBuilder("sh", "-c", "exit 0").start();
        ended.waitFor();

        assertThat(Kernel.peakMiB(ended.toHandle())).isEmpty();
        assertThat(Kernel.treeMiB(ended.toHandle())).isEmpty();
        assertThat(Kernel.cpu(ended.toHandle())).isEqualTo(Duration.ZERO);
    }
}
