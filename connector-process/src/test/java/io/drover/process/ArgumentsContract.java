package io.drover.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** That a program sees exactly the arguments that it was given. */
abstract class ArgumentsContract {

    static final Duration LONG = Duration.ofMinutes(2);

    /** Prints its arguments, each with U+0000 after it. */
    static final String PRINT = "for a; do printf '%s\\0' \"$a\"; done";

    abstract Host host();

    static Program sh(String script, String... arguments) {
        return Program.of(
                        "sh",
                        Stream.concat(Stream.of("-c", script, "sh"), Stream.of(arguments))
                                .toArray(String[]::new))
                .within(LONG);
    }

    private List<String> printed(String... arguments) {
        String out = host().run(sh(PRINT, arguments)).orThrow().out().whole();
        List<String> words = new ArrayList<>(Arrays.asList(out.split("\0", -1)));
        assertThat(words.removeLast()).isEmpty();
        return words;
    }

    @Test
    void arguments_arrive_as_they_are() {
        String[] arguments = {
            "two words",
            "it's",
            "'",
            "''",
            "\"",
            "line\nbreak",
            "\n",
            "$(id)",
            "`id`",
            "$HOME",
            "${HOME}",
            ";",
            "a;b",
            "&&",
            "|",
            ">x",
            "-n",
            "--",
            "-",
            "",
            " ",
            "\t",
            "\\",
            "\\n",
            "\\'",
            "*",
            "?",
            "[a]",
            "~",
            "!",
            "!!",
            "#x",
            "%s",
            "{a,b}",
            "grüße",
            "✓",
            "😀",
            "=",
            "\r\n",
            "end\n"
        };

        assertThat(printed(arguments)).containsExactly(arguments);
    }

    @Test
    void any_arguments_arrive_as_they_are() {
        Random random = new Random(7);
        String[] arguments = Stream.generate(() -> random.ints(random.nextInt(12), 1, 0x500)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString())
                .limit(200)
                .toArray(String[]::new);

        assertThat(printed(arguments)).containsExactly(arguments);
    }
}
