package io.drover.cli;

import io.drover.api.Execution;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import io.drover.cli.view.StepNotes;
import io.drover.cli.view.Summary;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Asks for an execution to be stopped. */
@Command(
        name = "stop",
        description = {
            "Stops an execution: no new batch starts, and running batches end within seconds. What is done stays.",
            "Past the point of no return it is refused while an irreversible step runs or must be undone first."
        })
final class StopCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The execution. Default: the only one that runs.")
    private @Nullable String which;

    StopCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (DroverClient client = session.client()) {
            String id = which != null ? which : Newest.running(client).id();
            client.stop(id);
            Execution execution = client.execution(id);
            if (session.isJson()) {
                session.print(ApiJson.write(ApiJson.MAPPER
                        .createObjectNode()
                        .put("execution", id)
                        .put("state", execution.state().name())));
            } else {
                session.print(
                        execution.state().isOver()
                                ? "Execution " + id + " is " + execution.state() + "."
                                        + (execution.hasRecords() ? " " + Summary.STOPPED : "")
                                : "Execution " + id
                                        + " is stopping. Its running batches end within seconds. Watch it with:"
                                        + " drover watch "
                                        + id);
                StepNotes.standing(execution).forEach(session::print);
            }
        }
        return ExitCode.BALANCED;
    }
}
