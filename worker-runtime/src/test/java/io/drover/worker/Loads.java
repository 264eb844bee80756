package io.drover.worker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Load commands; each test has a route of its own. */
final class Loads {

    static final String KIND = "testcase";

    private final String route = "route-" + UUID.randomUUID();

    String route() {
        return route;
    }

    Command attempt(int attempt) {
        return attempt("20261120-101500-000-bcd", attempt);
    }

    Command attempt(String execution, int attempt) {
        return command(new BatchId(execution + "-" + route, "testcases", Phase.LOAD, 0), attempt);
    }

    /** What an execution does before it loads. */
    Command look(String execution) {
        return command(new BatchId(execution + "-" + route, "look", Phase.VALIDATE, 0), 1);
    }

    private Command command(BatchId batch, int attempt) {
        return new Command(
                Command.VERSION,
                batch,
                route,
                attempt,
                "load",
                KIND,
                null,
                null,
                Map.of(),
                JsonNodeFactory.instance.objectNode(),
                Instant.now());
    }

    /** What a hash looks like. */
    static ContentHash hash(int seed) {
        return new ContentHash(ContentHash.VERSION, "%064x".formatted(seed));
    }

    /** To write these records, by what the ledger says now. */
    List<Intent> intents(Ledger ledger, Map<String, ContentHash> hashes) {
        Map<String, Receipt> seen = ledger.find(route, KIND, hashes.keySet());
        return hashes.entrySet().stream()
                .map(one -> intent(one.getKey(), one.getValue(), seen.get(one.getKey())))
                .toList();
    }

    static Intent intent(String id, ContentHash hash, @Nullable Receipt seen) {
        return new Intent(id, hash, seen, seen == null ? null : seen.targetId(), null, Map.of());
    }
}
