package io.drover.cli;

import io.drover.cli.api.DroverClient;
import io.drover.cli.api.Execution;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The execution that a command is about when it names none. */
final class Newest {

    private Newest() {}

    static Execution execution(DroverClient client, @Nullable String id) {
        if (id != null) {
            return client.execution(id);
        }
        return client.executions().stream()
                .max(Comparator.comparing(
                        execution -> Optional.ofNullable(execution.startedAt()).orElse(Instant.MIN)))
                .orElseThrow(() -> new BadInputException(
                        "There is no execution yet at " + client.server() + ". Start one with: drover run FILE"));
    }
}
