package io.drover.cli;

import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import io.drover.cli.api.DroverClient;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The execution that a command is about when it names none. A check of connections is never meant by "the newest", and
 * where several could be meant by a decision, nobody guesses.
 */
final class Newest {

    private Newest() {}

    static Execution execution(DroverClient client, @Nullable String id) {
        return id != null ? client.execution(id) : newest(client);
    }

    /** The one that waits for a person; where none does, the newest, and the command says what is wrong with it. */
    static Execution waiting(DroverClient client, @Nullable String id) {
        return id != null
                ? client.execution(id)
                : theOnly(client, "wait for a person", execution -> !execution
                                .waiting()
                                .isEmpty())
                        .orElseGet(() -> newest(client));
    }

    /** The one that is held; where none is, as {@link #waiting}. */
    static Execution held(DroverClient client, @Nullable String id) {
        return id != null
                ? client.execution(id)
                : theOnly(client, "are held", execution -> execution.state() == ExecutionStatus.HELD)
                        .orElseGet(() -> newest(client));
    }

    /** The one that is running. */
    static Execution running(DroverClient client) {
        return theOnly(client, "are running", execution -> execution.state() == ExecutionStatus.RUNNING)
                .orElseThrow(() -> new BadInputException(
                        "No execution is running at " + client.server() + ". See all of them with: drover status"));
    }

    private static Optional<Execution> theOnly(DroverClient client, String what, Predicate<Execution> meant) {
        List<Execution> found = client.executions().stream().filter(meant).toList();
        if (found.size() > 1) {
            throw new BadInputException("Several executions " + what + "; say which one is meant: "
                    + found.stream()
                            .map(execution -> execution.id() + " (" + execution.migration() + ")")
                            .collect(Collectors.joining(", ")));
        }
        return found.stream().findFirst();
    }

    private static Execution newest(DroverClient client) {
        return client.executions().stream()
                .filter(execution -> !execution.checksConnections())
                .max(Comparator.comparing(
                        execution -> Optional.ofNullable(execution.startedAt()).orElse(Instant.MIN)))
                .orElseThrow(() -> new BadInputException(
                        "There is no execution yet at " + client.server() + ". Start one with: drover run FILE"));
    }
}
