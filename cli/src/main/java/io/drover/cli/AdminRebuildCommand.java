package io.drover.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Recreates the coordinator's tables from the log. */
@Command(
        name = "rebuild",
        description = {
            "Makes migrations, executions, journal and audit again from the log in Kafka, in an empty database.",
            "Stops Drover's services on this machine first; start them again afterwards with: drover up"
        })
final class AdminRebuildCommand implements Callable<Integer> {

    private final Session session;

    @Option(
            names = "--without",
            paramLabel = "ID",
            description = "An execution to leave out, when it cannot be rebuilt; may be given several times.")
    private List<String> without = List.of();

    @Option(
            names = "--unsigned",
            paramLabel = "take|pass-over",
            description =
                    "What becomes of entries of the log that this installation did not sign; it names them first.")
    private @Nullable String unsigned;

    AdminRebuildCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        int code = session.installation().rebuild(without, unsigned, session.notes());
        if (code == ExitCode.BALANCED) {
            session.say(
                    "Secrets are not in the log. Store them again (the next run of a file does it). Then: drover up");
        }
        return code;
    }
}
