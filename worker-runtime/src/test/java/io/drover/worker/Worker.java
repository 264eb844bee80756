package io.drover.worker;

import io.drover.contracts.BatchId;
import io.drover.contracts.Cancel;
import io.drover.contracts.Command;
import io.drover.contracts.Outcome;
import io.drover.contracts.Result;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** One worker process, put together by hand: real staging store, real claims, secrets from mounted files. */
final class Worker implements AutoCloseable {

    static final Map<String, String> SECRETS =
            Map.of("old-token", "s3cr\"t-of-the-source", "new-token", "s3cret-of-the-target");

    /** Of a coordinator that waits for whatever is commanded. */
    static final Wanted ANYTHING = new Wanted() {
        @Override
        public boolean wants(Command command) {
            return true;
        }

        @Override
        public boolean permits(Command command) {
            return true;
        }
    };

    final ProbeConnector connector;
    final List<Result> published = new CopyOnWriteArrayList<>();
    private final Claims claims;
    private final Heartbeats heartbeats;
    private final Shutdown shutdown;
    private final Cancellations cancellations;
    private final BatchRunner runner;

    Worker(
            LedgerDatabase database,
            StagingStore store,
            SecretsConfig secretsConfig,
            Duration lease,
            ProbeConnector.Answers answers,
            Operation... operations) {
        this(database, store, secretsConfig, lease, ANYTHING, answers, operations);
    }

    /** @param wanted what the coordinator's rows say */
    Worker(
            LedgerDatabase database,
            StagingStore store,
            SecretsConfig secretsConfig,
            Duration lease,
            Wanted wanted,
            ProbeConnector.Answers answers,
            Operation... operations) {
        this.connector = new ProbeConnector(answers);
        WorkerName name = new WorkerName("worker", "1.2.3");
        SecretStore secrets = database.secrets(secretsConfig);
        Connectors connectors = new Connectors(secrets, List.of(connector));
        this.claims = database.claims(lease, "worker");
        this.heartbeats = new Heartbeats(published::add, () -> lease, name);
        this.shutdown = new Shutdown(claims, () -> Duration.ofMillis(200));
        this.cancellations = new Cancellations(shutdown);
        this.runner = new BatchRunner(
                List.of(operations),
                store,
                connectors,
                secrets,
                new ConnectorOperation(store, connectors, wanted, name),
                wanted,
                claims,
                database.closedBatches(),
                cancellations,
                heartbeats,
                name);
    }

    /** Secrets and the secret key as files under {@code directory}. */
    static SecretsConfig secrets(Path directory) throws IOException {
        Path mounted = Files.createDirectories(directory.resolve("secrets"));
        for (Map.Entry<String, String> secret : SECRETS.entrySet()) {
            Files.writeString(mounted.resolve(secret.getKey()), secret.getValue());
            Files.writeString(mounted.resolve(secret.getKey() + ".for"), OperationCommands.USE.toString());
        }
        Path key = Files.writeString(
                directory.resolve("key"),
                Base64.getEncoder()
                        .encodeToString(
                                "0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        return secretsConfig(Optional.of(key), Optional.of(mounted));
    }

    static SecretsConfig secretsConfig(Optional<Path> key, Optional<Path> mounted) {
        return new SecretsConfig() {
            @Override
            public Optional<Path> keyFile() {
                return key;
            }

            @Override
            public Optional<Path> directory() {
                return mounted;
            }

            @Override
            public Optional<Vault> vault() {
                return Optional.empty();
            }
        };
    }

    Outcome run(Command command) throws InterruptedException {
        try (Shutdown.Running running = shutdown.begin(command.batch())) {
            Result result = runner.run(command, running);
            running.settle();
            published.add(result);
            return result.outcome();
        }
    }

    /** It reads that this step is given up. */
    void cancel(BatchId batch) {
        cancellations.add(new Cancel(Cancel.VERSION, batch.execution(), Instant.now(), List.of(batch.step())));
    }

    /** It is told to end; returns when nothing of it runs any more. */
    void end() throws InterruptedException {
        shutdown.end();
    }

    /** From now on it is as good as dead: nothing renews its claims, and nobody hears of it. */
    void freeze() {
        claims.stop();
        heartbeats.stop();
    }

    @Override
    public void close() {
        freeze();
    }
}
