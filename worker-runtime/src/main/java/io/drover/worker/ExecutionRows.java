package io.drover.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.Permit;
import io.drover.staging.StagedJson;
import io.drover.worker.database.LedgerConnections;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The coordinator's own rows, read and never written: truth is in PostgreSQL, whatever lies on a topic. */
@ApplicationScoped
public class ExecutionRows implements Wanted {

    private static final Logger LOG = Logger.getLogger(ExecutionRows.class);

    /** HELD: what ran when it failed may run on, and evidence of it is gathered. */
    private static final String STATE =
            "select state from drover.execution where id = ? and status in ('RUNNING', 'HELD')";

    private final LedgerConnections connections;

    ExecutionRows(LedgerConnections connections) {
        this.connections = connections;
    }

    @Override
    public boolean wants(Command command) {
        return state(command).flatMap(state -> open(state, command.batch())).stream()
                .anyMatch(batch -> command.attempt() <= batch.path("attempt").asInt());
    }

    @Override
    public boolean permits(Command command) {
        Permit permit = command.permit();
        Optional<JsonNode> state = state(command);
        boolean runs = state.flatMap(found -> open(found, command.batch())).stream()
                .anyMatch(batch -> command.attempt() == batch.path("attempt").asInt()
                        && batch.path("status").asText().equals("RUNNING"));
        return permit != null
                && runs
                && state.stream()
                        .flatMap(found ->
                                Stream.concat(found.path("consents").valueStream(), Stream.of(found.path("consent"))))
                        .anyMatch(consent -> is(consent, permit));
    }

    private static boolean is(JsonNode consent, Permit permit) {
        return consent.path("challenge").asText().equals(permit.challenge())
                && consent.path("by").asText().equals(permit.by())
                && (permit.given() == null || permit.given().equals(time(consent.path("at"))));
    }

    private static @Nullable Instant time(JsonNode at) {
        return at.isTextual() ? Instant.parse(at.asText()) : null;
    }

    private static Optional<JsonNode> open(JsonNode state, BatchId id) {
        return state.path("steps")
                .valueStream()
                .filter(step -> step.path("id").asText().equals(id.step()))
                .flatMap(step -> step.path("open").valueStream())
                .filter(batch -> batch.path("phase").asText().equals(id.phase().name())
                        && batch.path("number").asInt(-1) == id.number())
                .findFirst();
    }

    /** Empty when there is no such execution, or it has ended. */
    private Optional<JsonNode> state(Command command) {
        String execution = command.batch().execution();
        try (LedgerConnections.Held held = connections.hold();
                PreparedStatement query = held.connection().prepareStatement(STATE)) {
            query.setString(1, execution);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(StagedJson.mapper().readTree(row.getString(1))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw LedgerConnections.unavailable("read whether a batch is open", e);
        } catch (JsonProcessingException e) {
            LOG.warnf("The row of an execution cannot be read, so nothing is done for it executionId=%s", execution);
            return Optional.empty();
        }
    }
}
