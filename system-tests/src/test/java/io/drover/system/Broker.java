package io.drover.system;

import static org.awaitility.Awaitility.await;

import io.drover.embedded.EmbeddedKafka;
import io.drover.installation.JavaCommand;
import io.drover.installation.LoopbackPorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A Kafka broker in a process of its own, so that it can be killed and frozen. Always at the same port, and behind the same. */
final class Broker implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Path directory;
    private final Path log;
    private final int port = LoopbackPorts.anyFree();
    private final Proxy proxy;
    private Process process;

    /** @param directory of this broker alone */
    Broker(Path directory) throws IOException {
        this.directory = Files.createDirectories(directory);
        this.log = directory.resolve("broker.log");
        this.proxy = new Proxy(port);
        this.process = launch();
    }

    /** What stands between the broker and all its clients. */
    Proxy proxy() {
        return proxy;
    }

    /** The variables of services that reach it through the proxy. */
    Map<String, String> environment() throws IOException {
        return EmbeddedKafka.environment(EmbeddedKafka.clientSettings(directory, proxy.port()));
    }

    private Process launch() throws IOException {
        Files.deleteIfExists(ready());
        ProcessBuilder builder = new ProcessBuilder(new JavaCommand("192m")
                        .with(Program.QUICK)
                        .main(
                                Broker.class,
                                List.of(directory.toString(), String.valueOf(port), String.valueOf(proxy.port()))))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
        return Children.start(builder);
    }

    private Path ready() {
        return directory.resolve("ready");
    }

    Broker awaitReady() {
        await("readiness of the broker, whose log is " + log)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .failFast("it ended", () -> !process.isAlive())
                .until(() -> Files.exists(ready()));
        return this;
    }

    /** The process is gone when this returns. */
    void kill9() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void start() throws IOException {
        process = launch();
        awaitReady();
    }

    /** All topics, messages and offsets are gone; only while it does not run. */
    void deleteData() throws IOException {
        Installation.delete(directory.resolve("data"));
    }

    void freeze() throws IOException, InterruptedException {
        Signals.send("STOP", process);
    }

    void thaw() throws IOException, InterruptedException {
        Signals.send("CONT", process);
    }

    @Override
    public void close() throws InterruptedException, IOException {
        kill9();
        proxy.close();
    }

    /** The process itself: directory, port, port that clients are told. */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments[0]);
        EmbeddedKafka.start(directory, Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
        Files.createFile(directory.resolve("ready"));
        new CountDownLatch(1).await();
    }
}
