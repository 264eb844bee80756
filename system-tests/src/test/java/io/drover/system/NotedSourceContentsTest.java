package io.drover.system;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.Content;
import io.drover.spi.Meter;
import io.drover.system.notes.NotedZephyr;
import io.drover.testkit.ContentSourceContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract of contents, kept by the source of the tests' own. */
class NotedSourceContentsTest extends ContentSourceContract {

    private Path notes;

    @BeforeEach
    void write(@TempDir Path directory) throws IOException {
        notes = directory;
        for (int i = 1; i <= 3; i++) {
            Files.writeString(notes.resolve("N-" + i), "note " + i);
            Path own = Files.createDirectories(notes.resolve("of N-" + i));
            Files.writeString(own.resolve("log.txt"), "a log of note ".repeat(100 * i));
        }
    }

    @Override
    protected Connector connector() {
        return new NotedZephyr();
    }

    @Override
    protected Connection connection() {
        return connection(notes);
    }

    /** To a system that is not asked for notes. */
    static Connection connection(Path notes) {
        ObjectNode settings = JsonNodeFactory.instance
                .objectNode()
                .put("baseUrl", "http://127.0.0.1:9")
                .put("projectKey", "MM")
                .put("projectId", 1)
                .put("notes", notes.toString());
        return new Connection("notes", settings, name -> "token", 4, Meter.NONE);
    }

    @Override
    protected String entityType() {
        return "note";
    }

    @Override
    protected Content gone() {
        ObjectNode at = JsonNodeFactory.instance.objectNode().put("note", "N-1");
        return new Content("gone.txt", "gone.txt", null, 3L, null, null, at);
    }
}
