package io.drover.worker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.Phase;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

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
        return new Command(
                Command.VERSION,
                new BatchId(execution + "-" + route, "testcases", Phase.LOAD, 0),
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
    static String hash(int seed) {
        return "%064x".formatted(seed);
    }
}
