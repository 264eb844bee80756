package io.drover.cli;

import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import io.drover.cli.api.DroverClient;
import io.drover.cli.migration.Submission;
import io.drover.cli.view.Guidance;
import io.drover.cli.view.Summary;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a migration and follows it to its end. */
@Command(
        name = "run",
        description = {
            "Runs the migration that FILE describes and shows its progress.",
            "Run the same file again to move what is not in the target yet."
        })
final class RunCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private MigrationArguments arguments;

    RunCommand(Session session) {
        this.session = session;
        this.arguments = new MigrationArguments();
    }

    @Override
    public Integer call() throws InterruptedException {
        arguments.look(session);
        try (DroverClient client = new LocalServer(session).client()) {
            Submission submission = arguments.read(session, client);
            submission.notices().forEach(notice -> session.say("Note: " + notice));
            Submitter.Started started = new Submitter(client).start(submission);
            session.say("Execution " + started.execution().id() + " has begun.");
            started.password().ifPresent(password -> password.lines().forEach(session::say));
            // Lines that pass by are easily missed: what is shown once stands at the end as well.
            List<String> once = started.password()
                    .filter(password -> password.kind() == ArchivePassword.Kind.MADE)
                    .map(ArchivePassword::lines)
                    .orElse(List.of());
            Execution ended = followToTheEnd(session, client, started.execution(), once);
            int code = conclude(session, ended, address(client, ended));
            once.forEach(session::say);
            return code;
        }
    }

    static Execution followToTheEnd(Session session, DroverClient client, Execution started)
            throws InterruptedException {
        return followToTheEnd(session, client, started, List.of());
    }

    /** Follows it; Ctrl-C leaves it running and says how to come back, and {@code last}. */
    private static Execution followToTheEnd(Session session, DroverClient client, Execution started, List<String> last)
            throws InterruptedException {
        String words = "The execution continues without you. Watch it:  drover watch " + started.id()
                + "   Stop it:  drover stop " + started.id() + String.join("\n", last);
        try (OnInterrupt interrupt = session.onInterrupt(words, () -> {})) {
            return new Follower(client, new Progress(session)::show).follow(started);
        }
    }

    /** Writes the summary, as the last thing on standard output, and answers the exit code. */
    static int conclude(Session session, Execution ended, @Nullable String report) {
        if (ended.failure() != null && "ADDRESS_REFUSED".equals(ended.failure().code())) {
            session.say("To let this machine's Drover reach a private network: drover down, then for example"
                    + " drover up --allow-network 10.0.0.0/8");
        }
        if (session.isJson()) {
            if (ended.state() == ExecutionStatus.HELD) {
                Guidance.held(ended).forEach(session::say);
            }
            session.print(Summary.json(ended, report));
        } else {
            session.print("");
            session.print(Summary.lines(ended));
            if (report != null) {
                session.print("Report: " + report
                        + (report.startsWith("http")
                                ? " (with the token; in a browser: drover report " + ended.id() + " --open)"
                                : ""));
            }
        }
        return ExitCode.of(ended);
    }

    static @Nullable String address(DroverClient client, Execution execution) {
        return execution.report() == null
                ? null
                : client.address(execution.report()).toString();
    }
}
