package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.cli.view.Terminal;
import io.drover.installation.Checkout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demos that a checkout's paths bring, as far as nothing has to be started. */
class DemoCommandTest {

    private static final String DEMO = """
            title: something moves
            plays: a Rail and a Ray
            sandbox: []
            migration: m.yaml
            environment: {RAIL: "${rail}"}
            """;

    private final Path folder;
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    DemoCommandTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @BeforeEach
    void bring() throws IOException {
        demo("a-to-b", DEMO);
        demo("rail-to-ray", DEMO.replace("something", "all") + "place: 1\nperson: {stop-others: {seen: all stand}}\n");
        Files.createDirectories(folder.resolve("paths/without-demo"));
    }

    @Test
    void they_are_listed_in_their_places() {
        assertThat(drover("demo", "--list")).isZero();
        assertThat(out.toString()).isEqualTo("""
                PATH         WHAT IS TO BE SEEN
                rail-to-ray  all moves
                a-to-b       something moves
                """);

        assertThat(drover("demo", "--list", "-o", "json")).isZero();
        assertThat(out.toString()).contains("{\"path\":\"rail-to-ray\",\"title\":\"all moves\"}");
    }

    @Test
    void a_wrong_path_is_told_with_the_one_that_was_meant() {
        assertThat(drover("demo", "rial-to-ray")).isEqualTo(2);
        assertThat(err.toString())
                .contains("There is no demo of a path \"rial-to-ray\". Did you mean \"rail-to-ray\"?")
                .contains("drover demo --list");
        assertThat(drover("demo", "without-demo")).isEqualTo(2);
        assertThat(err.toString()).doesNotContain("Did you mean");
    }

    @Test
    void what_is_wrong_with_one_is_told_with_its_place() throws IOException {
        demo("a-to-b", DEMO.replace("plays", "play"));

        assertThat(drover("demo", "--list")).isEqualTo(2);
        assertThat(err.toString()).contains("demo.yaml:2:1: Unknown key \"play\". Did you mean \"plays\"?");
    }

    /** The first one, which asks somebody: standard input is no terminal here. */
    @Test
    void nothing_is_started_where_nobody_can_be_asked() {
        assertThat(drover("demo")).isEqualTo(6);
        assertThat(err.toString())
                .contains("drover demo rail-to-ray --type-for-me")
                .doesNotContain("Starting");
        assertThat(folder.resolve(".drover")).doesNotExist();
    }

    private void demo(String path, String text) throws IOException {
        Path file = folder.resolve("paths/" + path + "/demo/demo.yaml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private int drover(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        return Main.run(
                new Checkout(folder),
                Map.of(),
                Terminal.NONE,
                new PersonAtTerminal(),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                arguments);
    }
}
