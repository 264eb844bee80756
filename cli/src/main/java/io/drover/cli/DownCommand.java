package io.drover.cli;

import io.drover.cli.api.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops what {@code up}, and a demo that was kept, have started. */
@Command(name = "down", description = "Stops Drover on this machine, and a demo that was kept. What is stored stays.")
final class DownCommand implements Callable<Integer> {

    private final Session session;

    DownCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.say("Stopping ...");
        List<String> stopped = new ArrayList<>(session.installation().down());
        stopped.addAll(
                session.demo().abandon().stream().map(name -> name + " (demo)").toList());
        if (session.isJson()) {
            session.print(Json.write(Map.of("stopped", stopped)));
        } else {
            session.print(stopped.isEmpty() ? "Nothing was running." : "Stopped: " + String.join(", ", stopped) + ".");
        }
        return ExitCode.BALANCED;
    }
}
