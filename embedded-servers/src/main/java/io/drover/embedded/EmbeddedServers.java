package io.drover.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Kafka and PostgreSQL, and S3 where wanted, on loopback: in a process of their own through {@link #main}, or in this one
 * through {@link #start}.
 */
@Command(
        name = "embedded-servers",
        mixinStandardHelpOptions = true,
        description = "Starts a Kafka broker and PostgreSQL on loopback, writes DIR/servers.json when they are ready,"
                + " and stops them on SIGTERM.")
public final class EmbeddedServers implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--dir", required = true, paramLabel = "DIR", description = "Where the servers keep their data.")
    private Path directory;

    @Option(
            names = "--kafka-port",
            defaultValue = "0",
            paramLabel = "PORT",
            description = "0 for any free one (the default).")
    private int kafkaPort;

    @Option(
            names = "--postgres-port",
            defaultValue = "0",
            paramLabel = "PORT",
            description = "0 for any free one (the default).")
    private int postgresPort;

    @Option(names = "--s3-port", paramLabel = "PORT", description = "Starts an S3 server as well; 0 for any free port.")
    private @Nullable Integer s3Port;

    @Option(names = "--no-kafka", description = "Without Kafka.")
    private boolean noKafka;

    @Option(names = "--no-postgres", description = "Without PostgreSQL.")
    private boolean noPostgres;

    @Option(
            names = "--not-durable",
            description = "PostgreSQL does not wait for the disk: quicker, and for tests only.")
    private boolean notDurable;

    /** Starts what the options ask for and returns when all of it answers; when one fails, the others are stopped. */
    public static RunningServers start(ServerOptions options) throws IOException {
        return new RunningServers(options);
    }

    public static void main(String... arguments) {
        System.exit(new CommandLine(new EmbeddedServers())
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println(e.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        // Who is asked to stop while servers start has to stop those as well: PostgreSQL outlives this process.
        CompletableFuture<RunningServers> started = new CompletableFuture<>();
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(started, stopped), "stop"));
        try {
            started.complete(start(options()));
        } catch (IOException | RuntimeException e) {
            started.completeExceptionally(e);
            throw e;
        }
        ServersFile.of(started.join()).write(directory);
        spec.commandLine().getOut().println("ready: " + ServersFile.in(directory.toAbsolutePath()));
        stopped.await();
        return CommandLine.ExitCode.OK;
    }

    private ServerOptions options() {
        return new ServerOptions(
                directory,
                noKafka ? OptionalInt.empty() : OptionalInt.of(kafkaPort),
                noPostgres ? OptionalInt.empty() : OptionalInt.of(postgresPort),
                s3Port == null ? OptionalInt.empty() : OptionalInt.of(s3Port),
                !notDurable);
    }

    private void stop(CompletableFuture<RunningServers> started, CountDownLatch stopped) {
        try {
            RunningServers servers = started.join();
            Files.deleteIfExists(ServersFile.in(directory));
            servers.close();
        } catch (CompletionException e) {
            // What did not start has nothing to stop, and whoever started it says why.
        } catch (IOException e) {
            spec.commandLine().getErr().println(e.getMessage());
        } finally {
            stopped.countDown();
        }
    }
}
