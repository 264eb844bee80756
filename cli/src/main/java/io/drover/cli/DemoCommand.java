package io.drover.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.drover.api.AccessRole;
import io.drover.api.Execution;
import io.drover.api.NewAccessToken;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import io.drover.cli.api.UnreachableException;
import io.drover.cli.migration.Demo;
import io.drover.cli.migration.Submission;
import io.drover.cli.view.TextTable;
import io.drover.installation.Installation;
import io.drover.installation.JavaCommand;
import io.drover.installation.LookAlikes;
import io.drover.installation.StartException;
import io.drover.installation.UpOptions;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a path whole on look-alikes, on this machine and from nothing. */
@Command(
        name = "demo",
        description = {
            "Shows a whole migration between look-alikes of two systems. No real data is touched.",
            "It starts everything on this machine and stops it afterwards. It asks you for what a person has to do."
        })
final class DemoCommand implements Callable<Integer> {

    private static final String TYPIST = "demo type-for-me";
    private static final List<String> LOOPBACK = List.of("127.0.0.0/8");

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "PATH",
            description = "The path, as --list names it. Default: the first of the list.")
    private @Nullable String path;

    @Option(names = "--list", description = "Lists the paths that have a demo, and starts nothing.")
    private boolean list;

    @Option(
            names = "--type-for-me",
            description = "For scripts: types the person's part too, also a consent, and says so. The audit says"
                    + " that the demo typed it.")
    private boolean typeForMe;

    @Option(names = "--keep", description = "Leaves everything running, to look around. Stop it with: drover down")
    private boolean keep;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Demos demos = new Demos(session.checkout());
        if (list) {
            return list(demos);
        }
        Demo demo = demos.find(path);
        if (demo.asks() && !typeForMe && !session.person().isThere()) {
            throw new NoTerminalException(
                    "This demo asks a person at a terminal, and standard input is not a terminal.",
                    "Nothing was started. Without a person:  drover demo " + demo.path() + " --type-for-me");
        }
        return call(demo, session.demo());
    }

    private int call(Demo demo, Installation installation) throws IOException, InterruptedException {
        if (!installation.abandon().isEmpty()) {
            session.say("Stopped what an earlier demo left running.");
        }
        installation.forget();
        try (OnInterrupt interrupt = session.onInterrupt("Stopping the demo ...", installation::end)) {
            boolean finished = false;
            try {
                int code = run(demo, installation);
                finished = true;
                return code;
            } finally {
                if (!keep || !finished) {
                    installation.abandon();
                }
            }
        }
    }

    private int run(Demo demo, Installation installation) throws IOException, InterruptedException {
        session.tell(demo.said().before());
        LookAlikes systems = installation.startSandbox(
                demo.said().plays(), new JavaCommand("512m"), demo.sandbox(), session.notes());
        URI server = installation.up(new UpOptions(0, LOOPBACK), session.notes());
        try (DroverClient client = session.client(server)) {
            Submitter.Started started = new Submitter(client).start(submission(demo, client, systems));
            Execution ended = follow(demo, client, started.execution(), installation);
            DemoResults results = new DemoResults(session.checkout().state().resolve("demo"));
            int code = RunCommand.conclude(session, ended, results.save(client, ended));
            results.archive().ifPresent(file -> session.say("Archive: " + file));
            started.password().ifPresent(password -> password.lines().forEach(session::say));
            session.tell(demo.said().after());
            if (keep) {
                session.say("The demo is still up:  drover status --server " + server);
                systems.addresses().forEach((name, address) -> session.say("  " + name + " is at " + address));
                session.say("Stop it with:  drover down");
            }
            return code;
        }
    }

    private Submission submission(Demo demo, DroverClient client, LookAlikes systems) {
        Map<String, String> environment = new HashMap<>(session.environment());
        environment.putAll(demo.environment(systems.addresses()));
        Submission submission =
                new MigrationFiles(session).read(client, demo.migration(), Optional.empty(), environment);
        submission
                .addresses()
                .filter(address -> !systems.play(address))
                .findFirst()
                .ifPresent(other -> {
                    throw new BadInputException(demo.migration() + " names " + other
                            + ", which is not a look-alike of this demo. Nothing was moved.");
                });
        return submission;
    }

    private Execution follow(Demo demo, DroverClient client, Execution started, Installation installation)
            throws InterruptedException {
        Progress progress = new Progress(session);
        try (DroverClient asks = typeForMe ? ofTheDemo(client) : session.client(client.server())) {
            DemoPerson person = new DemoPerson(session, asks, demo, typeForMe);
            return new Follower(client, execution -> {
                        if (execution.waiting().isEmpty()) {
                            progress.show(execution);
                        } else {
                            person.act(execution.id(), progress);
                        }
                    })
                    .follow(started);
        } catch (UnreachableException e) {
            throw StartException.of(
                    "The demo's services do not answer any more. Their log is " + installation.log() + ".");
        }
    }

    /** So that the audit says that no person typed it. */
    private static DroverClient ofTheDemo(DroverClient client) {
        NewAccessToken wanted = new NewAccessToken(TYPIST, AccessRole.ADMINISTRATOR, null);
        return new DroverClient(
                client.server(), Optional.of(client.makeToken(wanted).value()));
    }

    private int list(Demos demos) {
        if (session.isJson()) {
            ArrayNode listed = ApiJson.MAPPER.createArrayNode();
            demos.all().forEach(demo -> listed.addObject()
                    .put("path", demo.path())
                    .put("title", demo.said().title()));
            session.print(ApiJson.write(listed));
            return ExitCode.BALANCED;
        }
        TextTable table = new TextTable("PATH", "WHAT IS TO BE SEEN");
        demos.all().forEach(demo -> table.row(demo.path(), demo.said().title()));
        session.print(table.lines());
        return ExitCode.BALANCED;
    }
}
