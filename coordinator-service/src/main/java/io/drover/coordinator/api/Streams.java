package io.drover.coordinator.api;

import io.agroal.api.AgroalDataSource;
import io.drover.coordinator.persistence.ExecutionPages;
import io.quarkus.agroal.DataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Answers of any length, a page at a time: a slow reader waits for itself alone, and one that goes away ends its answer. */
@ApplicationScoped
class Streams {

    static final String NDJSON = "application/x-ndjson";

    private final ExecutionPages pages;

    Streams(@DataSource("coordinator") AgroalDataSource database) {
        this.pages = new ExecutionPages(database);
    }

    /** Writes lines of an execution. */
    @FunctionalInterface
    interface Writer {
        void write(ExecutionPages pages, OutputStream out) throws SQLException, IOException;
    }

    /** @throws NoSuchThingException when there is no such execution */
    StreamingOutput of(String execution, Writer writer) {
        isPruned(execution);
        return out -> {
            try {
                writer.write(pages, out);
            } catch (SQLException e) {
                throw new IOException("the database does not answer", e);
            }
        };
    }

    /** @throws NoSuchThingException when there is no such execution */
    boolean isPruned(String execution) {
        try {
            return pages.pruned(execution).orElseThrow(() -> new NoSuchThingException("execution", execution));
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer", e);
        }
    }

    static void line(OutputStream out, String json) throws IOException {
        out.write(json.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }
}
