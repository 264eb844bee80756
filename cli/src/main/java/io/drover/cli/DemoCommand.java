package io.drover.cli;

import io.drover.api.Execution;
import io.drover.cli.api.DroverClient;
import io.drover.cli.api.UnreachableException;
import io.drover.cli.local.Installation;
import io.drover.cli.local.StartException;
import io.drover.cli.local.UpOptions;
import io.drover.cli.migration.Submission;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Moves a real project between two look-alikes, on this machine and from nothing. */
@Command(
        name = "demo",
        description = {
            "Moves the 5,059 test cases of the Mattermost project from a Zephyr Scale to a qTest.",
            "Both are look-alikes on this machine; everything is started for it and stopped afterwards."
        })
final class DemoCommand implements Callable<Integer> {

    /** They open the demo's look-alikes and nothing else. Zephyr Scale's tokens are JWTs. */
    private static final String ZEPHYR_TOKEN = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJkZW1vIn0.ZGVtbw";

    private static final String QTEST_TOKEN = "00000000-0000-4000-8000-00000000de00";
    private static final List<String> LOOPBACK = List.of("127.0.0.0/8");

    private final Session session;

    @Option(names = "--keep", description = "Leaves everything running, to look around. Stop it with: drover down")
    private boolean keep;

    DemoCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation demo = session.demo();
        if (!demo.abandon().isEmpty()) {
            session.say("Stopped what an earlier demo has left running.");
        }
        demo.forget();
        try (OnInterrupt interrupt = session.onInterrupt("Stopping the demo ...", demo::end)) {
            boolean finished = false;
            try {
                int code = run(demo);
                finished = true;
                return code;
            } finally {
                if (!keep || !finished) {
                    demo.abandon();
                }
            }
        }
    }

    private int run(Installation demo) throws IOException, InterruptedException {
        URI sandbox = demo.startSandbox(
                List.of("--zephyr-token", ZEPHYR_TOKEN, "--qtest-token", QTEST_TOKEN), session.notes());
        URI server = demo.up(new UpOptions(0, LOOPBACK), session.notes());
        try (DroverClient client = session.client(server)) {
            Submission submission = example(client, sandbox);
            Execution started = new Submitter(client).start(submission).execution();
            Execution ended = follow(demo, client, started);
            if (keep) {
                session.say("The demo is still up: drover status --server " + server + ", the systems are below "
                        + sandbox + ". Stop it with: drover down");
            }
            return RunCommand.conclude(session, ended, saveReport(client, ended));
        }
    }

    private Execution follow(Installation demo, DroverClient client, Execution started) throws InterruptedException {
        try {
            return new Follower(client, new Progress(session)).follow(started);
        } catch (UnreachableException e) {
            throw StartException.of("The demo's services do not answer any more. Their log is " + demo.log() + ".");
        }
    }

    private Submission example(DroverClient client, URI sandbox) {
        Map<String, String> environment = new HashMap<>(session.environment());
        environment.put("ZEPHYR_URL", sandbox + "/zephyr/v2");
        environment.put("ZEPHYR_TOKEN", ZEPHYR_TOKEN);
        environment.put("QTEST_URL", sandbox + "/qtest");
        environment.put("QTEST_TOKEN", QTEST_TOKEN);
        return new MigrationFiles(session)
                .read(client, session.checkout().example("mattermost.yaml"), Optional.empty(), environment);
    }

    private @Nullable String saveReport(DroverClient client, Execution ended) throws IOException {
        if (ended.report() == null) {
            return null;
        }
        Path report = session.checkout().state().resolve("demo").resolve("report.html");
        client.save(ended.id(), "report", "text/html", report);
        client.save(ended.id(), "evidence", "*/*", report.resolveSibling("evidence.tar.zst"));
        return report.toString();
    }
}
