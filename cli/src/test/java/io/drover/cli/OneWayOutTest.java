package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Texts of servers and outside systems reach a terminal through few places, each of which writes out what would steer it. */
class OneWayOutTest {

    private static final Pattern WRITES =
            Pattern.compile("\\b(?:System\\.(?:out|err)\\b|\\w+(?:::|\\.)print(?:ln|f)?\\b)");
    private static final Set<String> PLACES = Set.of("Session.java", "PersonAtTerminal.java", "Screen.java");

    @Test
    void nothing_else_writes() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<String> others = sources.filter(Files::isRegularFile)
                    .filter(file -> !PLACES.contains(file.getFileName().toString()))
                    .flatMap(OneWayOutTest::writes)
                    .toList();

            assertThat(others).as("use session.print or session.say").isEmpty();
        }
    }

    private static Stream<String> writes(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> WRITES.matcher(line.replaceAll("session(?:::|\\.)print\\(?", ""))
                            .find())
                    .map(line -> file.getFileName() + ": " + line.strip());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
