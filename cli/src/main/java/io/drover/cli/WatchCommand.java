package io.drover.cli;

import io.drover.api.Execution;
import io.drover.cli.api.DroverClient;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Follows an execution that somebody started. */
@Command(name = "watch", description = "Shows the progress of an execution until it ends.")
final class WatchCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The execution. Default: the newest.")
    private @Nullable String id;

    WatchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (DroverClient client = session.client()) {
            Execution ended = RunCommand.followToTheEnd(session, client, Newest.execution(client, id));
            return RunCommand.conclude(session, ended, RunCommand.address(client, ended));
        }
    }
}
