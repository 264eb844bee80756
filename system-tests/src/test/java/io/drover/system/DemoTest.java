package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every demo that a path brings, as somebody sees it who sits at a terminal of 80 columns. */
class DemoTest {

    private static final int COLUMNS = 80;

    /** The paths that bring one. */
    static List<String> paths() throws IOException {
        try (Stream<Path> paths = Files.list(Program.file("paths"))) {
            return paths.filter(path -> Files.exists(path.resolve("demo/demo.yaml")))
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("paths")
    void a_path_shows_itself_whole_to_whoever_does_what_is_asked(String path) throws Exception {
        assumeThat(PseudoTerminal.isThere())
                .as("script of util-linux gives a terminal")
                .isTrue();
        try (DemoHome home = new DemoHome(path);
                PseudoTerminal terminal = home.demo(COLUMNS, path)) {
            int code = terminal.typeWhatIsAsked();

            assertThat(code).as(terminal.shown()).isZero();
            assertThat(terminal.shown()).contains("EXTRACTED", "Report: ");
            assertThat(terminal.lines())
                    .filteredOn(line -> !line.contains(home.folder().toString()))
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
            assertThat(home.file("report.html")).isNotEmptyFile();
            assertThat(home.file("evidence.tar.zst")).isNotEmptyFile();
            home.assertNothingRuns();
            assertThat(OpenToOthers.in(home.file("")))
                    .as("what others may read of an installation")
                    .isEmpty();
        }
    }
}
