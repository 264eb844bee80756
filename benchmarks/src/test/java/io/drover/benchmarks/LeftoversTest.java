package io.drover.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {

    private final Path folder;
    private final Process process;

    LeftoversTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.process = new ProcessBuilder("sleep", "600").start();
    }

    @AfterEach
    void stop() {
        process.destroyForcibly();
    }

    @Test
    void what_was_started_is_ended_and_forgotten() throws Exception {
        Path file = folder.resolve("processes");
        new Leftovers(file).add(process.toHandle());

        new Leftovers(file).end();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(file).doesNotExist();
    }

    @Test
    void another_process_that_has_got_the_number_since_is_left_alone() throws Exception {
        Path file = folder.resolve("processes");
        Files.writeString(file, process.pid() + " 2020-01-01T00:00:00Z\n");

        new Leftovers(file).end();

        assertThat(process.isAlive()).isTrue();
        assertThat(file).doesNotExist();
    }

    @Test
    void a_file_cut_short_is_no_reason_to_fail() throws Exception {
        Path file = folder.resolve("processes");
        Files.writeString(file, process.pid() + "");

        new Leftovers(file).end();

        assertThat(process.isAlive()).isTrue();
    }
}
