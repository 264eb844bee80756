package io.drover.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.Execution;
import io.drover.contracts.Counts;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.staging.StagingStore;
import io.drover.worker.Batch;
import io.drover.worker.Operation;
import io.drover.worker.Paths;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Makes the report and the bundle of evidence of an execution.
 *
 * <p>Inputs: {@code execution} (one {@link Execution}), {@code plan} (one object: recipe, migration without secrets, hash),
 * {@code journal} (lines), {@code manifests} ({@link BatchFetcher.Line}s), {@code audit} (lines; may be missing). The workers'
 * records are found in the staging store. Leaves {@code report.html}, {@code report.json}
 * and {@code evidence.tar.zst} under {@code executions/<id>/evidence/} in the staging store; a second attempt writes the
 * same again, but for receipts that changed meanwhile. Each asks whether it still owns the batch right before it replaces or
 * removes one of them; one that stands still for a lease just after that may still put its own beside those of another.
 */
@ApplicationScoped
public class EvidenceOperation implements Operation {

    private static final Logger LOG = Logger.getLogger(EvidenceOperation.class);

    private final StagingStore store;
    private final Receipts receipts;
    private final SecretValues secrets;
    private final Paths paths;
    private final SystemTitles titles;
    private final HtmlPage page = new HtmlPage();

    EvidenceOperation(StagingStore store, Receipts receipts, SecretValues secrets, Paths paths, SystemTitles titles) {
        this.store = store;
        this.receipts = receipts;
        this.secrets = secrets;
        this.paths = paths;
        this.titles = titles;
    }

    @Override
    public String name() {
        return "evidence";
    }

    /** Of a large execution it takes minutes. */
    @Override
    public Counts run(Batch batch) throws IOException, InterruptedException {
        try (Workspace workspace = Workspace.open()) {
            Execution execution = lay(batch, workspace);
            String prefix = "executions/" + execution.id() + "/evidence/";
            copy(batch, workspace, "report.html", prefix);
            copy(batch, workspace, "report.json", prefix);
            bundle(batch, workspace, execution, prefix + "evidence.tar.zst");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return Counts.NONE;
    }

    /** Puts everything that the bundle is to hold into the workspace. */
    private Execution lay(Batch batch, Workspace workspace) throws IOException, InterruptedException {
        ObjectNode plan = batch.readOne("plan", ObjectNode.class);
        Redaction redaction = new Redaction(secrets.of(plan.path("migration")));
        JsonNode cleanPlan = redaction.of(plan);
        JsonNode cleanExecution = redaction.of(batch.readOne("execution", ObjectNode.class));
        Execution execution = ArchiveJson.MAPPER.treeToValue(cleanExecution, Execution.class);
        write(workspace, "plan.json", cleanPlan);
        write(workspace, "execution.json", cleanExecution);
        Gathered gathered = new Gatherer(store, receipts, redaction, workspace, words(batch)).gather(batch);
        Report report = Reports.of(execution, batch.command().batch().step(), cleanPlan, gathered, titles);
        write(workspace, "report.json", report);
        try (OutputStream out = workspace.write("report.html")) {
            page.write(report, out);
        }
        workspace.write("README.txt", Readme.text(execution).getBytes(StandardCharsets.UTF_8));
        return execution;
    }

    private Words words(Batch batch) {
        return new Words(paths.find(batch.command())
                .map(path -> path.descriptor().findings())
                .orElse(Map.of()));
    }

    private void copy(Batch batch, Workspace workspace, String name, String prefix) throws IOException {
        StagingStore.StagedOutput out = store.create(prefix + name);
        try {
            Files.copy(workspace.path(name), out);
            batch.checkOwnership();
            out.close();
        } catch (IOException | RuntimeException e) {
            out.abort();
            throw e;
        }
    }

    private void bundle(Batch batch, Workspace workspace, Execution execution, String key) throws IOException {
        Bundle.write(workspace, execution.end(), store.create(key), batch::checkOwnership);
        verify(batch, key);
        LOG.infof("Evidence is written and verified executionId=%s key=%s", execution.id(), key);
    }

    /** An archive counts only after it was opened again. */
    private void verify(Batch batch, String key) throws IOException {
        Optional<String> problem;
        try (InputStream in = store.open(key)) {
            problem = Sums.problem(in);
        } catch (IOException e) {
            problem = Optional.of("it cannot be opened again (" + e.getMessage() + ")");
        }
        if (problem.isPresent()) {
            batch.checkOwnership(); // what is read there may be another attempt's
            store.deleteAll(key);
            throw new ConnectorException(
                    "EVIDENCE_DAMAGED",
                    FailureType.INTERNAL,
                    "The evidence bundle " + key + " was written, but " + problem.get()
                            + ". It was removed again. Check the staging store's disk, then run the step again.");
        }
    }

    private static void write(Workspace workspace, String name, Object value) throws IOException {
        try (OutputStream out = workspace.write(name)) {
            ArchiveJson.MAPPER.writerWithDefaultPrettyPrinter().writeValue(out, value);
            out.write('\n');
        }
    }
}
