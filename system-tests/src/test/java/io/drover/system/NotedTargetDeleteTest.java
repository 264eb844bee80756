package io.drover.system;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.Record;
import io.drover.system.notes.NotedQTest;
import io.drover.testkit.DeleteContract;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The contract of deleting, kept by the target of the tests' own. */
class NotedTargetDeleteTest extends DeleteContract {

    private Path notes;

    @BeforeEach
    void begin(@TempDir Path directory) {
        notes = directory;
    }

    @Override
    protected Connector connector() {
        return new NotedQTest();
    }

    @Override
    protected Connection connection() {
        return NotedSourceContentsTest.connection(notes);
    }

    @Override
    protected Record record(String originId) {
        return new Record(
                "note", originId, JsonNodeFactory.instance.objectNode().put("text", "of " + originId));
    }

    @Override
    protected Record changed(Record record) {
        return record.with(JsonNodeFactory.instance.objectNode().put("text", "another"));
    }
}
