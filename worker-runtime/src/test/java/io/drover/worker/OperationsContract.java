package io.drover.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.contracts.Outcome;
import io.drover.staging.DirectoryStore;
import io.drover.staging.StagedJson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What tests of operations stand on: a database, a staging store, workers. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class OperationsContract {

    static final Duration LEASE = Duration.ofSeconds(20);

    private final List<Worker> workers = new ArrayList<>();
    LedgerDatabase database;
    DirectoryStore store;
    SecretsConfig secrets;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        database = new LedgerDatabase(directory.resolve("database"));
        store = DirectoryStore.open(directory.resolve("staging"), new DirectoryStore.Durability(false, false));
        secrets = Worker.secrets(directory);
    }

    @AfterEach
    void stopWorkers() {
        workers.forEach(Worker::close);
    }

    @AfterAll
    void stop() throws Exception {
        database.close();
    }

    Worker worker(ProbeConnector.Deed deed) {
        return worker(LEASE, deed);
    }

    /** Of a connector that says how far it came. */
    Worker answering(ProbeConnector.Answers answers) {
        return begun(LEASE, answers);
    }

    Worker worker(Duration lease, ProbeConnector.Deed deed, Operation... operations) {
        return begun(lease, deed, operations);
    }

    /** Of a coordinator whose rows say what is wanted. */
    Worker worker(Wanted wanted, ProbeConnector.Deed deed) {
        Worker worker = new Worker(database, store, secrets, LEASE, wanted, deed);
        workers.add(worker);
        return worker;
    }

    private Worker begun(Duration lease, ProbeConnector.Answers answers, Operation... operations) {
        Worker worker = new Worker(database, store, secrets, lease, answers, operations);
        workers.add(worker);
        return worker;
    }

    /** The entries of an execution's records, in order. */
    List<JsonNode> entries(String execution) throws IOException {
        List<JsonNode> entries = new ArrayList<>();
        for (String key : store.list("executions/" + execution + "/records/")) {
            if (!key.contains("/begun-") && !key.contains("/not-yet-")) {
                entries.add(StagedJson.mapper().readTree(store.get(key).orElseThrow()));
            }
        }
        return entries;
    }

    List<String> whats(String execution) throws IOException {
        return entries(execution).stream()
                .map(entry -> entry.path("what").asText())
                .toList();
    }

    static Outcome.Done done(Outcome outcome) {
        Assertions.assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return (Outcome.Done) outcome;
    }

    static Outcome.Failed failed(Outcome outcome, String code) {
        Assertions.assertThat(outcome)
                .isInstanceOfSatisfying(Outcome.Failed.class, failed -> Assertions.assertThat(failed.code())
                        .as(failed.message())
                        .isEqualTo(code));
        return (Outcome.Failed) outcome;
    }
}
