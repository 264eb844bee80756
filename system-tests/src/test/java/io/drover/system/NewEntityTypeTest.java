package io.drover.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.system.notes.NotedPath;
import io.drover.system.notes.NotedQTest;
import io.drover.system.notes.NotedZephyr;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;

/**
 * The measure of the house: a new entity type on a path touches that path and its two connectors. Here it is one of the tests' own,
 * in a jar that Drover's processes load; nothing else of Drover knows of it.
 */
class NewEntityTypeTest {

    private static final int CASES = 30;
    private static final int NOTES = 7;
    private static final long FILM = 100_000_000;

    private final Path home = Installation.fresh("new-entity-type-home");
    private final Path source = Files.createDirectories(home.resolve("source"));
    private final Path target = Files.createDirectories(home.resolve("target"));

    NewEntityTypeTest() throws IOException {
        for (int i = 1; i <= NOTES; i++) {
            Files.writeString(source.resolve("N-" + i), "note " + i);
        }
        Files.writeString(source.resolve("N-6"), "note 6!\n> a remark\n> and another");
        content("N-2", "log.txt", "a log");
        content("N-2", "lost.txt", "a loss");
        Path film = source.resolve("of N-5").resolve("film.bin");
        Files.createDirectories(film.getParent());
        try (RandomAccessFile file = new RandomAccessFile(film.toFile(), "rw")) {
            file.setLength(FILM); // sparse: it takes no room and is read as zeros
            file.write("begins".getBytes(UTF_8));
        }
        Files.writeString(source.resolve("cut"), String.valueOf(FILM / 3));
    }

    @Test
    void notes_are_moved_found_again_updated_missed_and_reported_as_any_other_records() throws Exception {
        Path jar = PluginJar.pack(
                home.resolve("plugins"),
                "notes.jar",
                List.of(NotedZephyr.class, NotedQTest.class),
                List.of(NotedPath.class),
                Map.of());
        assertThat(classes(jar))
                .as("the path, its two connectors, and what they share")
                .containsExactlyInAnyOrder("NotedPath", "NotedZephyr", "NotedQTest", "Notes", "package-info");
        try (Installation installation = Installation.ofOneProcess(
                        "new-entity-type",
                        Map.of("DROVER_PLUGINS", home.resolve("plugins").toString()));
                RunningSandbox sandbox = Sandboxes.generated(CASES, 3)) {
            Api api = installation.api();
            ObjectNode migration = migration(api, sandbox);

            Execution first = api.run(migration);
            assertThat(first.state()).as(first.toString()).isEqualTo("SUCCESS");
            assertThat(first.books("notes")).isEqualTo(new Execution.Books(NOTES, NOTES, 0, 0, 0, NOTES, 0));
            assertThat(first.books("testcases").loaded()).isEqualTo(CASES);
            assertThat(target.resolve("N-3")).hasContent("note 3");
            assertThat(target.resolve("of N-2").resolve("log.txt")).hasContent("a log");
            assertThat(first.books("remarks"))
                    .as("two that the source gave with a note, and one that the path made of it")
                    .isEqualTo(new Execution.Books(3, 3, 0, 0, 0, 3, 0));
            assertThat(target.resolve("R-N-6-2")).hasContent("N-6\nand another");
            assertThat(target.resolve("R-N-6-0")).hasContent("N-6\nloud");
            assertThat(target.resolve("of N-5").resolve("film.bin"))
                    .as("the source's connection was cut three times")
                    .hasSameBinaryContentAs(source.resolve("of N-5").resolve("film.bin"));

            Files.writeString(source.resolve("N-3"), "changed");
            Files.delete(source.resolve("N-4"));
            Files.delete(source.resolve("of N-2").resolve("lost.txt"));
            content("N-2", "log.txt", "a longer log");
            Execution second = api.run(migration);
            assertThat(second.state()).as(second.toString()).isEqualTo("SUCCESS");
            assertThat(second.books("notes").skipped()).isEqualTo(NOTES - 3);
            assertThat(target.resolve("N-3")).hasContent("changed");
            assertThat(second.books("remarks").skipped()).isEqualTo(3);
            assertThat(target.resolve("N-4")).hasContent("note 4");
            assertThat(target.resolve("of N-2").resolve("log.txt")).hasContent("a longer log");
            assertThat(api.get("/executions/" + second.id() + "/findings").text())
                    .contains("N-4", "CONTENT_GONE_FROM_SOURCE");
            assertThat(api.get("/executions/" + second.id() + "/report").text()).contains("Notes");
        }
    }

    private void content(String note, String name, String text) throws IOException {
        Path file = source.resolve("of " + note).resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private ObjectNode migration(Api api, RunningSandbox sandbox) {
        ObjectNode migration = Migrations.define(api, sandbox, "notes", Migrations.GENERATED);
        migration.put("recipe", "noted-zephyr-to-noted-qtest");
        side(migration, "source", "noted-zephyr", source);
        side(migration, "target", "noted-qtest", target);
        Migrations.storeAgain(api, sandbox, migration);
        return migration;
    }

    private static void side(ObjectNode migration, String side, String connector, Path notes) {
        ObjectNode connection = migration.withObject("/" + side).put("connector", connector);
        connection.withObject("/settings").put("notes", notes.toString());
    }

    private static List<String> classes(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".class") && !name.contains("$"))
                    .map(name -> name.replaceAll(".*/|\\.class", ""))
                    .toList();
        }
    }
}
