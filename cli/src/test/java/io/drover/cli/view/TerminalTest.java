package io.drover.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {

    @Test
    void no_size_means_no_terminal() {
        assertThat(Terminal.of("", Map.of(), StandardCharsets.UTF_8).isInteractive())
                .isFalse();
        assertThat(Terminal.of("80x24", Map.of("TERM", "dumb"), StandardCharsets.UTF_8)
                        .isInteractive())
                .isFalse();
    }

    @Test
    void no_color_is_honoured() {
        assertThat(Terminal.of("80x24", Map.of("NO_COLOR", "1"), StandardCharsets.UTF_8))
                .isEqualTo(new Terminal(80, 24, false, true));
        assertThat(Terminal.of("80x24", Map.of("NO_COLOR", ""), StandardCharsets.UTF_8)
                        .colours())
                .isTrue();
    }

    @Test
    void an_ascii_terminal_gets_ascii() {
        Terminal ascii = Terminal.of("80x24", Map.of("NO_COLOR", "1"), StandardCharsets.US_ASCII);

        assertThat(new Style(ascii).bar(1, 2)).isEqualTo("############............");
    }

    @Test
    void a_line_is_cut_to_the_width_without_counting_colours() {
        assertThat(Style.cut("\033[32mab\033[0mcd", 3)).isEqualTo("\033[32mab\033[0mc");
    }

    @Test
    void a_line_with_another_sequence_than_a_colour_of_ours_does_not_steer_the_screen() {
        StringWriter written = new StringWriter();
        Screen screen = new Screen(new PrintWriter(written), new Terminal(80, 3, true, true));

        screen.show(List.of("\033[32mgreen\033[0m \033[2J\033]0;title\007 \033[41m"));

        assertThat(written.toString())
                .isEqualTo("\033[32mgreen\033[0m \\u001b[2J\\u001b]0;title\\u0007 \\u001b[41m\033[K\n\033[J");
    }

    @Test
    void the_screen_is_drawn_over_in_one_piece() {
        StringWriter written = new StringWriter();
        Screen screen = new Screen(new PrintWriter(written), new Terminal(6, 3, false, true));

        screen.show(List.of("first", "second"));
        screen.show(List.of("one", "two", "three"));

        assertThat(written.toString())
                .isEqualTo("first\033[K\nsecon\033[K\n\033[J" + "\033[2Ftwo\033[K\nthree\033[K\n\033[J");
    }
}
