package io.drover.contracts.failpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrapTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path traps;

    @Test
    void a_process_without_traps_passes_and_does_not_even_ask_for_the_place() {
        assertThatCode(() -> Failpoint.MID_BATCH.pass(new Object() {
                    @Override
                    public String toString() {
                        throw new AssertionError("asked");
                    }
                }))
                .doesNotThrowAnyException();
    }

    @Test
    void a_trap_springs_once_at_its_passage_and_place_and_leaves_a_mark() throws IOException {
        Files.writeString(traps.resolve("EFFECT_DONE.armed"), "first THROW 2 testcases/load");

        pass("x/folders/load/000000");
        pass("x/testcases/load/000000");
        assertThat(traps.resolve("EFFECT_DONE.fired")).doesNotExist();
        assertThatThrownBy(() -> pass("x/testcases/load/000001"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("EFFECT_DONE");
        pass("x/testcases/load/000001");

        assertThat(traps.resolve("EFFECT_DONE.armed")).doesNotExist();
        assertThat(traps.resolve("EFFECT_DONE.fired"))
                .content()
                .contains(" " + ProcessHandle.current().pid() + " ")
                .endsWith("x/testcases/load/000001");
    }

    @Test
    void passages_are_counted_anew_when_a_point_is_armed_again() throws IOException {
        for (String id : new String[] {"again-1", "again-2"}) {
            Files.writeString(traps.resolve("EFFECT_DONE.armed"), id + " THROW 1");
            assertThatThrownBy(() -> pass("anywhere")).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void a_pause_ends_when_its_mark_is_removed() throws Exception {
        Files.writeString(traps.resolve("EFFECT_DONE.armed"), "paused PAUSE 1");
        Thread paused = Thread.ofVirtual().start(() -> pass("anywhere"));
        Path mark = traps.resolve("EFFECT_DONE.fired");
        await().until(() -> Files.exists(mark));
        assertThat(paused.join(Duration.ofMillis(100))).isFalse();

        Files.delete(mark);

        assertThat(paused.join(Duration.ofSeconds(10))).isTrue();
    }

    private void pass(String place) {
        Trap.pass(traps, Failpoint.EFFECT_DONE, place);
    }
}
