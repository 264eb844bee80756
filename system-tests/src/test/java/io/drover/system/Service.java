package io.drover.system;

import static org.awaitility.Awaitility.await;

import io.drover.installation.Health;
import io.drover.installation.LoopbackPorts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;

/** One service in a process of its own, its output in a file. Starts again with the same port and settings. */
final class Service implements AutoCloseable {

    /** A setting for this class: where the process is to have a disk of its own, a small one. */
    static final String TMPFS = "TEST_TMPFS";

    private static final String SIZE = "4m";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Program program;
    private final Map<String, String> settings;
    private final Path log;
    private final int port;
    private Process process;

    /** @param settings environment variables */
    Service(Program program, Map<String, String> settings, Path log) throws IOException {
        this.program = program;
        this.settings = Map.copyOf(settings);
        this.log = log;
        this.port = LoopbackPorts.anyFree();
        this.process = launch(Map.of());
    }

    Program program() {
        return program;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether this system lets anyone have a disk of their own. */
    static boolean mayMount() throws InterruptedException {
        try {
            return new ProcessBuilder("unshare", "--user", "--map-root-user", "--mount", "true")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }

    private List<String> commandLine() {
        String disk = settings.get(TMPFS);
        if (disk == null) {
            return program.commandLine();
        }
        List<String> line = new ArrayList<>(List.of(
                "unshare",
                "--user",
                "--map-root-user",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=" + SIZE + " none '" + disk + "' && exec \"$@\"",
                "sh"));
        line.addAll(program.commandLine());
        return line;
    }

    private Process launch(Map<String, String> more) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(commandLine())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("DROVER_") || name.startsWith("QUARKUS_"));
        builder.environment().putAll(settings);
        builder.environment().putAll(more);
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        return Children.start(builder);
    }

    Service awaitReady() {
        try {
            await("readiness of " + program.module() + ", whose log is " + log)
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .failFast("it ended, see its log", () -> !process.isAlive())
                    .until(() -> Health.isReady(uri("")));
        } catch (ConditionTimeoutException e) {
            Threads.dump(process, Path.of(log + ".threads"));
            throw e;
        }
        return this;
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    /** The process is gone when this returns; nothing of it ran to an end. */
    void kill9() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGSTOP: it stands still in the middle of whatever it does. */
    void freeze() throws IOException, InterruptedException {
        Signals.send("STOP", process);
    }

    /** SIGCONT: it goes on as if nothing had been. */
    void thaw() throws IOException, InterruptedException {
        Signals.send("CONT", process);
    }

    void restart() throws IOException, InterruptedException {
        restart(Map.of());
    }

    /** @param more environment variables of this start alone */
    void restart(Map<String, String> more) throws IOException, InterruptedException {
        close();
        process = launch(more);
        awaitReady();
    }

    /** Waits until it died of its failpoint. */
    void awaitDeath() throws InterruptedException {
        awaitEnd();
    }

    /** Waits until it ended by itself, and answers its exit code. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError(program.module() + " did not end; its log is " + log);
        }
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            kill9();
        }
    }
}
