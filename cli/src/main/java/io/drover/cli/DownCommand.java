package io.drover.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import io.drover.cli.api.ProblemException;
import io.drover.cli.api.UnexpectedAnswerException;
import io.drover.cli.api.UnreachableException;
import io.drover.installation.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops what {@code up}, and a demo that was kept, have started. */
@Command(
        name = "down",
        description = {
            "Stops Drover on this machine, a demo that was kept, and what either of them left running.",
            "Stored data stays in the folder .drover of the checkout. To delete all of it, delete that folder."
        })
final class DownCommand implements Callable<Integer> {

    private final Session session;

    DownCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        List<Execution> running = running(session.installation());
        running.forEach(execution -> session.say("Execution " + execution.id() + " (" + execution.migration()
                + ") is running. It pauses now and continues automatically after the next drover up."));
        session.say("Stopping ...");
        List<String> stopped = new ArrayList<>(session.installation().down());
        stopped.addAll(
                session.demo().abandon().stream().map(name -> name + " (demo)").toList());
        if (session.isJson()) {
            ObjectNode told = ApiJson.MAPPER.createObjectNode();
            stopped.forEach(told.putArray("stopped")::add);
            running.stream().map(Execution::id).forEach(told.putArray("running")::add);
            session.print(ApiJson.write(told));
        } else {
            session.print(stopped.isEmpty() ? "Nothing was running." : "Stopped: " + String.join(", ", stopped) + ".");
        }
        return ExitCode.BALANCED;
    }

    /** What is told is no reason not to stop: a server that does not answer is stopped as well. */
    private List<Execution> running(Installation installation) {
        if (!installation.isUp()) {
            return List.of();
        }
        try (DroverClient client = session.client(installation.address().orElseThrow())) {
            return client.executions().stream()
                    .filter(execution -> execution.state() == ExecutionStatus.RUNNING)
                    .toList();
        } catch (ProblemException | UnreachableException | UnexpectedAnswerException e) {
            return List.of();
        }
    }
}
