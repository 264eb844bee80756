package io.drover.cli;

import io.drover.api.Execution;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says where a report is, saves it, or opens it. */
@Command(
        name = "report",
        description = "Shows where the report of an execution is, saves it, or opens it in a" + " browser.")
final class ReportCommand implements Callable<Integer> {

    /** The forms a report has. */
    enum Format {
        html("text/html"),
        json("application/json");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }
    }

    /** What belongs to an execution besides its report. */
    private enum Part {
        evidence,
        archive
    }

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The execution. Default: the newest.")
    private @Nullable String id;

    @Option(names = "--output", paramLabel = "FILE", description = "Saves the report.")
    private @Nullable Path output;

    @Option(
            names = "--bundle",
            paramLabel = "FILE",
            description = "Saves the evidence bundle: everything behind the report, a tar in zstd.")
    private @Nullable Path bundle;

    @Option(
            names = "--archive",
            paramLabel = "FILE",
            description = "Saves the sealed archive of what a guarded execution replaced.")
    private @Nullable Path archive;

    @Option(names = "--open", description = "Opens the report in a browser.")
    private boolean open;

    @Option(
            names = "--format",
            defaultValue = "html",
            description = "What is saved: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.html;

    ReportCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        try (DroverClient client = session.client()) {
            Execution execution = Newest.execution(client, id);
            if (bundle != null || archive != null) {
                save(client, execution, Part.evidence, bundle);
                save(client, execution, Part.archive, archive);
                if (output == null && !open) {
                    return ExitCode.BALANCED;
                }
            }
            String report = RunCommand.address(client, execution);
            if (report == null) {
                throw new BadInputException(
                        execution.checksConnections()
                                ? "Execution " + execution.id() + " only checked connections; it has no report."
                                : "Execution " + execution.id() + " has no report: it is " + execution.state()
                                        + ". See it with: drover status " + execution.id());
            }
            if (output != null || open) {
                Path file = output != null ? output : defaultFile(execution);
                client.save(execution.id(), "report", format.mediaType, file);
                report = file.toString();
            }
            if (open) {
                open(Path.of(report));
            }
            tell(execution, "report", report);
        }
        return ExitCode.BALANCED;
    }

    private void save(DroverClient client, Execution execution, Part part, @Nullable Path file) throws IOException {
        if (file == null) {
            return;
        }
        client.save(execution.id(), part.name(), "*/*", file);
        tell(execution, part.name(), file.toString());
    }

    private void tell(Execution execution, String what, String where) {
        session.print(
                ApiJson.MAPPER
                        .createObjectNode()
                        .put("execution", execution.id())
                        .put(what, where),
                where);
    }

    private Path defaultFile(Execution execution) {
        return session.checkout().state().resolve("reports").resolve(execution.id() + "." + format.name());
    }

    /** Without a desktop there is nothing to open it with; the path is printed in any case. */
    private void open(Path file) throws IOException {
        boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
        try {
            new ProcessBuilder(List.of(
                            mac ? "open" : "xdg-open", file.toAbsolutePath().toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            session.say("No program was found to open it. Open this file in a browser:");
        }
    }
}
