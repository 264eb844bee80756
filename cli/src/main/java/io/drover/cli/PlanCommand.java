package io.drover.cli;

import io.drover.cli.api.DroverClient;
import io.drover.cli.migration.Submission;
import io.drover.cli.view.PlanLines;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a migration would do, and does none of it. */
@Command(
        name = "plan",
        description = {
            "Shows the steps of a migration, its point of no return and its hash. Starts nothing.",
            "With a file, the server first gets that definition, as with run, but no secret."
        })
final class PlanCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|NAME",
            description = "A migration's file, or the name of one that the server has. Default: the migration of the"
                    + " newest execution.")
    private @Nullable String which;

    @Option(
            names = {"--mapping", "--custom-field-map"},
            paramLabel = "FILE",
            description = "A mapping file, as with run.")
    private @Nullable Path mapping;

    PlanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (which != null && isFile(which)) {
            MigrationFiles files = new MigrationFiles(session);
            files.look(Path.of(which));
            try (DroverClient client = new LocalServer(session).client()) {
                Submission submission = files.read(client, Path.of(which), Optional.ofNullable(mapping));
                submission.notices().forEach(notice -> session.say("Note: " + notice));
                Optional<ArchivePassword> password = new Submitter(client).describe(submission);
                show(client, submission.migration().name());
                password.ifPresent(sealing -> sealing.lines().forEach(session::say));
            }
        } else if (mapping != null) {
            throw new BadInputException("--mapping needs a FILE: a migration on the server has its own mapping.");
        } else {
            try (DroverClient client = session.client()) {
                show(
                        client,
                        which != null ? which : Newest.execution(client, null).migration());
            }
        }
        return ExitCode.BALANCED;
    }

    /** A migration's name has neither a point nor a slash. */
    private static boolean isFile(String which) {
        return which.contains(".") || which.contains("/") || Files.isRegularFile(Path.of(which));
    }

    private void show(DroverClient client, String migration) {
        String plan = client.plan(migration);
        if (session.isJson()) {
            session.print(plan.strip());
        } else {
            session.print(PlanLines.of(DroverClient.readPlan(plan), session.terminal()));
        }
    }
}
