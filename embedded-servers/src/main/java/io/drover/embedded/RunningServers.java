package io.drover.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The servers that {@link EmbeddedServers#start} started. Closing stops them, the last started first. */
public final class RunningServers implements AutoCloseable {

    private final Deque<AutoCloseable> closing = new ArrayDeque<>();
    private Optional<EmbeddedKafka> kafka = Optional.empty();
    private Optional<PostgresServer> postgres = Optional.empty();
    private Optional<S3Server> s3 = Optional.empty();

    RunningServers(ServerOptions options) throws IOException {
        try {
            closing.push(DirectoryLock.take(options.directory()));
            Files.deleteIfExists(ServersFile.in(options.directory())); // a killed predecessor's
            startAll(options);
        } catch (IOException | RuntimeException e) {
            try {
                close();
            } catch (IOException suppressed) {
                e.addSuppressed(suppressed);
            }
            throw e;
        }
    }

    /** @throws IllegalStateException when the options did not ask for it, as with the others */
    public EmbeddedKafka kafka() {
        return kafka.orElseThrow(() -> new IllegalStateException("Kafka was not started"));
    }

    public PostgresServer postgres() {
        return postgres.orElseThrow(() -> new IllegalStateException("PostgreSQL was not started"));
    }

    public S3Server s3() {
        return s3.orElseThrow(() -> new IllegalStateException("the S3 server was not started"));
    }

    /** What a client of Kafka is set to, in its words. */
    public Map<String, String> kafkaSettings() {
        return kafka().clientSettings();
    }

    /** Of the database {@code drover}, without user and password. */
    public String jdbcUrl() {
        return postgres().jdbcUrl();
    }

    public String postgresHost() {
        return postgres().host();
    }

    public int postgresPort() {
        return postgres().port();
    }

    public String postgresDatabase() {
        return PostgresServer.DATABASE;
    }

    public String postgresUser() {
        return postgres().user();
    }

    public String postgresPassword() {
        return postgres().password();
    }

    @Override
    public synchronized void close() throws IOException {
        IOException failure = null;
        while (!closing.isEmpty()) {
            try {
                closing.pop().close();
            } catch (Exception e) {
                if (failure == null) {
                    failure = new IOException("not all servers stopped", e);
                } else {
                    failure.addSuppressed(e);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** PostgreSQL and S3 start in processes of their own while Kafka starts in this one. */
    private void startAll(ServerOptions options) throws IOException {
        Path directory = options.directory();
        try (ExecutorService starters =
                Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            List<Future<?>> starting = new ArrayList<>();
            options.postgresPort()
                    .ifPresent(port -> starting.add(starters.submit(() -> postgres = Optional.of(
                            closeable(PostgresServer.start(directory.resolve("postgres"), port, options.durable()))))));
            options.s3Port()
                    .ifPresent(port -> starting.add(starters.submit(
                            () -> s3 = Optional.of(closeable(S3Server.start(directory.resolve("s3"), port))))));
            options.kafkaPort()
                    .ifPresent(port -> starting.add(starters.submit(() ->
                            kafka = Optional.of(closeable(EmbeddedKafka.start(directory.resolve("kafka"), port))))));
            for (Future<?> each : starting) {
                await(each);
            }
        }
    }

    private synchronized <T extends AutoCloseable> T closeable(T server) {
        closing.push(server);
        return server;
    }

    private static void await(Future<?> starting) throws IOException {
        try {
            starting.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the servers were starting");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException("a server did not start", e);
        }
    }

    Optional<EmbeddedKafka> kafkaIfStarted() {
        return kafka;
    }

    Optional<PostgresServer> postgresIfStarted() {
        return postgres;
    }

    Optional<S3Server> s3IfStarted() {
        return s3;
    }
}
