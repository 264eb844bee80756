package io.drover.cli;

import io.drover.cli.api.DroverClient;
import io.drover.cli.api.Execution;
import io.drover.cli.api.ExecutionState;
import io.drover.cli.migration.Submission;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tries the connections of a migration, and moves nothing. */
@Command(
        name = "check",
        description = "Tries both connections that FILE describes: address, token, project, rights. Moves nothing.")
final class ConnectionsCheckCommand implements Callable<Integer> {

    private static final String RECIPE = "connection-check";

    private final Session session;

    @Mixin
    private MigrationArguments arguments;

    ConnectionsCheckCommand(Session session) {
        this.session = session;
        this.arguments = new MigrationArguments();
    }

    @Override
    public Integer call() throws InterruptedException {
        Submission submission = arguments.read(session.environment()).forRecipe(RECIPE);
        try (DroverClient client = new LocalServer(session).client()) {
            Execution started = new Submitter(session, client).start(submission);
            Execution ended = RunCommand.followToTheEnd(session, client, started);
            if (session.isJson() || ended.state() != ExecutionState.SUCCESS) {
                return RunCommand.conclude(session, ended, RunCommand.address(client, ended));
            }
            session.print("Both connections of " + arguments.file() + " work.");
            return ExitCode.BALANCED;
        }
    }
}
