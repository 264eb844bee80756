package io.drover.cli;

import io.drover.cli.view.Terminal;
import io.drover.installation.Checkout;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs commands in this process, against a server, with somebody at the terminal who answers what is given. */
final class Cli {

    private final Path folder;
    private final ApiServer server;
    private final List<String> answers = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    Cli(Path folder, ApiServer server) {
        this.folder = folder;
        this.server = server;
    }

    /** What the person types the next time that somebody asks. */
    Cli types(String answer) {
        answers.add(answer);
        return this;
    }

    int run(String... arguments) {
        out = new StringWriter();
        err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("--server", server.address().toString()));
        all.addAll(List.of(arguments));
        return Main.run(
                new Checkout(folder),
                Map.of("AGOLA_TOKEN", "canary-agola"),
                Terminal.NONE,
                this::ask,
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                all.toArray(String[]::new));
    }

    private String ask(List<String> lines, String question) {
        if (answers.isEmpty()) {
            throw new NoTerminalException("Nobody is here.");
        }
        shown.clear();
        shown.addAll(lines);
        return answers.removeFirst();
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }

    /** What the person saw when last asked. */
    String shown() {
        return String.join("\n", shown);
    }
}
