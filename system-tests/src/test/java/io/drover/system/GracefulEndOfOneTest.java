package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.RunningSandbox;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** SIGTERM for all of Drover in one process: as {@link GracefulEndTest}, and nobody is there to go on meanwhile. */
class GracefulEndOfOneTest {

    @Test
    void all_in_one_process_under_load_ends_in_time_and_goes_on_when_it_is_back() throws Exception {
        try (Installation one = Installation.ofOneProcess("graceful-one", Map.of());
                RunningSandbox sandbox = GracefulEndTest.sandbox(20)) {
            Service drover = one.service(Program.STANDALONE);
            assertThat(GracefulEndTest.end(drover)).as("without work").isLessThan(GracefulEndTest.PATIENCE);
            drover.restart();
            String execution = GracefulEndTest.begin(one, sandbox, "one", 50);

            assertThat(GracefulEndTest.end(drover)).as("under load").isLessThan(GracefulEndTest.PATIENCE);

            drover.restart();
            GracefulEndTest.assertWhole(sandbox, one.api().awaitEnd(execution));
        }
    }
}
