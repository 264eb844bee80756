package io.drover.loader;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.Counts;
import io.drover.contracts.Phase;
import io.drover.spi.Record;
import io.drover.worker.Claims;
import io.drover.worker.Ledger;
import io.drover.worker.LedgerDatabase;
import io.drover.worker.MemoryBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** Loads batches of one route, as executions do one after the other, on a real ledger. */
final class LoaderTrial {

    static final String KIND = "testcase";

    final MemoryTarget target = new MemoryTarget();
    final ObjectNode options = JsonNodeFactory.instance.objectNode();

    private final Ledger ledger;
    private final Claims claims;
    private final String route = "route-" + UUID.randomUUID();
    private int execution;

    LoaderTrial(LedgerDatabase database) {
        this.ledger = database.ledger();
        this.claims = database.claims(Duration.ofSeconds(30), "loader");
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
        try {
            return new LoadOperation(ledger, claims).run(batch.commanded(command(number, attempt)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A batch of these records on this trial's target. */
    MemoryBatch batch(Record... records) {
        return new MemoryBatch(null, target).input("records", List.of(records));
    }

    /** As the execution's prepare step counts. */
    MemoryBatch prepared(Record... records) {
        return batch(records).input("population", List.of(new Population(KIND, target.countOrigins(KIND))));
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
                KIND,
                null,
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
