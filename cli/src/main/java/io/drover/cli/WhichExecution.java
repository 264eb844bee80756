package io.drover.cli;

import io.drover.api.Execution;
import io.drover.cli.api.DroverClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The execution that a command with arguments of its own is about. */
final class WhichExecution {

    @Option(names = "--execution", paramLabel = "ID", description = "The execution. Default: the newest.")
    private @Nullable String id;

    Execution find(DroverClient client) {
        return Newest.execution(client, id);
    }

    /** As {@link #find}, for a command about one that is held. */
    Execution held(DroverClient client) {
        return Newest.held(client, id);
    }

    /** As {@link #find}, for a command about one that waits for a person. */
    Execution waiting(DroverClient client) {
        return Newest.waiting(client, id);
    }

    /** As {@link #find}, where the command takes the id as a parameter as well. */
    Execution find(DroverClient client, @Nullable String parameter) {
        return Newest.execution(client, parameter != null ? parameter : id);
    }
}
