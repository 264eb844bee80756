package io.drover.loader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.ConnectionRef;
import io.drover.contracts.Counts;
import io.drover.contracts.Phase;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.worker.Claims;
import io.drover.worker.ContentHash;
import io.drover.worker.Intent;
import io.drover.worker.Ledger;
import io.drover.worker.LedgerDatabase;
import io.drover.worker.MemoryBatch;
import io.drover.worker.Receipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Loads batches of one route, as executions do one after the other, on a real ledger. */
final class LoaderTrial {

    static final String KIND = "testcase";

    final MemoryTarget target;
    final MemorySource source = new MemorySource();
    final ObjectNode options = JsonNodeFactory.instance.objectNode();

    private final LedgerDatabase database;
    private final Ledger ledger;
    private final Claims claims;
    private final String route;
    private final String entityType;
    private int execution;
    private boolean takesContents = true;

    LoaderTrial(LedgerDatabase database) {
        this(database, "route-" + UUID.randomUUID(), KIND, new MemoryTarget());
    }

    /** On a route that others may share the target with. */
    LoaderTrial(LedgerDatabase database, String route, String entityType, MemoryTarget target) {
        this.database = database;
        this.route = route;
        this.entityType = entityType;
        this.target = target;
        this.ledger = database.ledger();
        this.claims = database.claims(Duration.ofSeconds(30), "loader");
    }

    /** As the plan says it of a target that takes no contents. */
    void takesNoContents() {
        takesContents = false;
    }

    /** A later execution begins; its id sorts after those before. */
    LoaderTrial nextExecution() {
        execution++;
        return this;
    }

    Counts load(MemoryBatch batch, int number) {
        return load(batch, number, 1);
    }

    Counts load(MemoryBatch batch, int number, int attempt) {
        Command command = command(number, attempt);
        try (Claims.Claim claim = claims.take(command)) {
            return new LoadOperation(ledger, database.contents(), claims)
                    .run(batch.commanded(command).claimed(claim));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A batch of these records on this trial's target. */
    MemoryBatch batch(Record... records) {
        return new MemoryBatch(source, target).input("records", List.of(records));
    }

    /** The same; what the records refer to has been loaded, as {@code target of A} for A. */
    MemoryBatch referring(Record... records) {
        for (Record record : records) {
            Ref.in(record.body()).forEach(this::loaded);
        }
        return batch(records);
    }

    /** A worker writes down that it is about to create this record of a batch, and dies before it sends anything. */
    void diesBeforeCreating(Record record, int number) {
        try (Claims.Claim claim = claims.take(command(number, 1))) {
            ContentHash hash = ContentHash.of(record.body());
            Set<String> intended = ledger.intend(
                    claim, entityType, List.of(new Intent(record.id(), hash, null, null, null, Map.of())));
            if (!intended.contains(record.id())) {
                throw new AssertionError("it was not let");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** By what it is in the target. */
    String targetId(String origin) {
        return ledger.targetIds(route, entityType, List.of(origin)).getOrDefault(origin, "");
    }

    private void loaded(Ref ref) {
        Command command = command(1000 + Math.floorMod(ref.hashCode(), 1000), 1);
        try (Claims.Claim claim = claims.take(command)) {
            Receipt before =
                    ledger.find(route, ref.entityType(), List.of(ref.id())).get(ref.id());
            if (before == null) {
                ContentHash hash = ContentHash.of(options);
                ledger.intend(claim, ref.entityType(), List.of(new Intent(ref.id(), hash, null, null, null, Map.of())));
                ledger.confirm(
                        claim, ref.entityType(), List.of(new Located(ref.id(), "target of " + ref.id())), Map.of());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the execution's prepare step counts. */
    MemoryBatch prepared(Record... records) {
        return batch(records).input("population", List.of(new Population(KIND, target.countOrigins(KIND))));
    }

    /** As another release left the receipt. */
    void hashed(String origin, int version, String hex) throws SQLException {
        database.change("update receipt set hash_version = " + version + ", content_hash = decode('" + hex + "', 'hex')"
                + " where route = '" + route + "' and source_id = '" + origin + "'");
    }

    Claims claims() {
        return claims;
    }

    Ledger ledger() {
        return ledger;
    }

    Command command(int number, int attempt) {
        return new Command(
                Command.VERSION,
                new BatchId("20261130-0000%02d-%s".formatted(execution, route), "testcases", Phase.LOAD, number),
                route,
                attempt,
                "load",
                entityType,
                takesContents ? new ConnectionRef("source", "memory", options, Map.of(), 1) : null,
                null,
                Map.of(),
                options,
                Instant.now());
    }

    static Record record(String id, String name, Map<String, String> fields) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("name", name).putNull("parent");
        ObjectNode values = body.putObject("fields");
        fields.forEach(values::put);
        return new Record(KIND, id, body);
    }

    static Map<String, String> fields(JsonNode body) {
        Map<String, String> fields = new TreeMap<>();
        body.path("fields")
                .properties()
                .forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
        return fields;
    }

    static String text(JsonNode body, String field) {
        return body.path("fields").path(field).asText("");
    }
}
