package io.drover.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.spi.FailureType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgramTest {

    @Test
    void it_is_shown_as_a_person_would_type_it_and_without_secrets() {
        Program program = Program.of("pg_dump", "--format=custom", "two words", "it's", "abc")
                .masking("abc");

        assertThat(program).hasToString("pg_dump --format=custom 'two words' 'it'\\''s' [masked]");
        assertThat(Program.of("echo", "x".repeat(500)).toString()).hasSize(201).endsWith("…");
    }

    @Test
    void what_no_program_can_be_given_is_refused() {
        assertThatThrownBy(() -> Program.of("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Program.of("-rf")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Program.of("echo", "a\0b")).hasMessageContaining("U+0000");
        assertThatThrownBy(() -> Program.of("echo", "half \ud83d")).hasMessageContaining("surrogate");
        assertThatThrownBy(() -> Program.of("echo").with("A-B", "c")).hasMessageContaining("A-B");
    }

    @Test
    void a_failure_says_what_to_do_as_its_caller_knows_it() {
        Output nothing = new Output("", 0, 0);
        Ended ended = new Ended("dpkg --configure -a on lava", 1, null, nothing, nothing, Duration.ofSeconds(200));

        assertThatThrownBy(() -> ended.orThrow(FailureType.USER, "Do not run dpkg again."))
                .hasMessage("dpkg --configure -a on lava ended with status 1 after 3 min. Do not run dpkg again."
                        + " It said nothing.");
    }
}
