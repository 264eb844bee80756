package io.drover.cli;

import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import io.drover.cli.api.DroverClient;
import io.drover.cli.migration.Submission;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tries the connections of a migration, and moves nothing. */
@Command(
        name = "check",
        description = {
            "Tries both connections that FILE describes: address, token, project, rights. Moves nothing.",
            "It does not change the migration of that name on the server."
        })
final class ConnectionsCheckCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private MigrationArguments arguments;

    ConnectionsCheckCommand(Session session) {
        this.session = session;
        this.arguments = new MigrationArguments();
    }

    @Override
    public Integer call() throws InterruptedException {
        arguments.look(session);
        try (DroverClient client = new LocalServer(session).client()) {
            Submission submission = arguments.read(session, client);
            Execution ended = RunCommand.followToTheEnd(session, client, start(client, submission));
            if (session.isJson() || ended.state() != ExecutionStatus.SUCCESS) {
                return RunCommand.conclude(session, ended, RunCommand.address(client, ended));
            }
            session.print("Both connections of " + arguments.file() + " work.");
            return ExitCode.BALANCED;
        }
    }

    /** A path whose systems have checks of their own has a recipe for them; any other takes the one for all. */
    private static Execution start(DroverClient client, Submission submission) {
        String own = submission.migration().recipe() + "-" + Execution.CONNECTION_CHECK;
        try {
            return start(client, submission, own);
        } catch (FileRefusedException e) {
            boolean unknown =
                    e.problem().violations().stream().anyMatch(violation -> "recipe".equals(violation.field()));
            if (!unknown) {
                throw e;
            }
            return start(client, submission, Execution.CONNECTION_CHECK);
        }
    }

    private static Execution start(DroverClient client, Submission submission, String recipe) {
        return new Submitter(client).startCheck(submission.forCheck(recipe)).execution();
    }
}
