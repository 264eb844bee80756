package io.drover.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.Books;
import io.drover.contracts.Phase;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.staging.Sha256;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** The run of a dangerous path: two services exported, converted, backed up and imported, by workers and three people. */
final class GuardedRun {

    static final String SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private final SampleRun run;
    private final StagingStore store;
    private final StringBuilder audit = new StringBuilder();
    private String head = "0".repeat(64);
    private long at;

    private GuardedRun(StagingStore store) {
        this.store = store;
        this.run = new SampleRun(store);
        run.execution.put("migration", "agola-prod").put("recipe", "agola-v07-to-later");
        ObjectNode migration = run.plan.putObject("migration");
        for (String side : List.of("source", "target")) {
            migration
                    .putObject(side)
                    .put("connector", "agola")
                    .putObject("settings")
                    .put("runservice", "http://" + side + ".example:4000")
                    .put("configstore", "http://" + side + ".example:4002");
        }
    }

    static SampleRun whole(StagingStore store) throws IOException {
        GuardedRun it = new GuardedRun(store);
        it.before();
        it.after();
        return it.ended(true);
    }

    /** Ended by a failed import. */
    static SampleRun held(StagingStore store) throws IOException {
        GuardedRun it = new GuardedRun(store);
        it.before();
        it.operation("import-runservice", "Import the run service", Phase.LOAD, 1_500, Map.of(), Map.of())
                .put("destructive", true)
                .put("state", "ERROR")
                .put("reason", "The connection was lost after 1,048,576 bytes.");
        it.run
                .step("verify-runservice", "Export the run service again and compare", 0, 0, Books.NONE)
                .put("state", "PENDING")
                .putNull("startedAt")
                .putNull("finishedAt");
        it.run
                .execution
                .put("state", "HELD")
                .putObject("failure")
                .put("code", "CONNECTION_LOST")
                .put("type", "EXTERNAL")
                .put("message", "The connection was lost after 1,048,576 bytes.");
        return it.ended(true);
    }

    private void before() throws IOException {
        operation("check-source", "Check the old services", Phase.VALIDATE, 300, Map.of(), Map.of("version", "v0.7"));
        preflight();
        person(
                "accept-losses",
                "Decide about what would be lost",
                140_000,
                "grace@example.org",
                "Both runs are test builds of last night; their authors know.");
        person(
                "stop-others",
                "Stop everything but the two old services",
                420_000,
                "ada@example.org",
                "systemctl status: gateway, scheduler, notification, gitserver and 3 executors inactive (dead).\nSnapshot of object storage: snap-20261120.");
        exported("runservice", Map.of("in.run", 1_203L, "in.runconfig", 1_205L, "in.runcounter", 48L));
        exported(
                "configstore",
                Map.of(
                        "in.user",
                        31L,
                        "in.org",
                        7L,
                        "in.project",
                        48L,
                        "in.projectgroup",
                        19L,
                        "in.secret",
                        22L,
                        "in.variable",
                        64L,
                        "in.remotesource",
                        2L,
                        "in.linkedaccount",
                        30L));
        person(
                "start-target",
                "Start the two new services",
                300_000,
                "ada@example.org",
                "v0.9.2 on new-1:4000 and :4002.");
        operation(
                "check-target",
                "Check the new services",
                Phase.VALIDATE,
                200,
                Map.of("present.Run", 12L),
                Map.of("version", "v0.8 or later"));
        operation(
                "hold-runservice",
                "Put the run service into maintenance",
                Phase.LOAD,
                2_100,
                Map.of("replicas", 2L),
                Map.of("maintenance", "on"));
        operation(
                "backup-runservice",
                "Keep what the new run service holds",
                Phase.EXTRACT,
                800,
                Map.of("present.Run", 12L),
                Map.of("sha256", SHA, "bytes", "48211"));
        operation(
                "archive-backup",
                "Archive exports, conversions and backups",
                Phase.ARCHIVE,
                2_400,
                Map.of("files", 6L),
                Map.of(
                        "sha256",
                        SHA,
                        "bytes",
                        "8120443",
                        "archive",
                        "executions/" + SampleRun.ID + "/archive/" + SampleRun.ID + ".tar.zst.gpg"));
        person("consent", "Consent to replace both databases", 90_000, "ada@example.org", "replace 12 runs by 1203");
        run.execution
                .putObject("consent")
                .put("by", "ada@example.org")
                .put("at", SampleRun.START.plusMillis(at).toString())
                .put("expiresAt", SampleRun.START.plusMillis(at + 900_000).toString());
        run.execution.put("passedPointOfNoReturn", true);
    }

    private void after() throws IOException {
        for (String service : List.of("runservice", "configstore")) {
            operation("import-" + service, "Import the " + service, Phase.LOAD, 1_500, Map.of(), Map.of("sha256", SHA))
                    .put("destructive", true);
        }
        operation(
                "verify-runservice",
                "Export the run service again and compare",
                Phase.VALIDATE,
                900,
                Map.of("books.run.extracted", 1_203L, "books.run.loaded", 1_203L),
                Map.of("sha256", SHA, "bytes", "5120112"));
        books("runservice.run", 1_203, 1_203, 0);
        books("runservice.runcounter", 48, 48, 0);
        books("configstore.secret", 22, 22, 0);
        books("configstore.linkedaccount", 30, 29, 1);
        run.step("open-runservice", "Take the run service out of maintenance", at, at, Books.NONE)
                .put("state", "SKIPPED")
                .put("reason", "It never was in maintenance.");
        person(
                "start-others",
                "Start everything else and test",
                500_000,
                "ada@example.org",
                "Logged in, opened a project; run 1204 succeeded.");
    }

    private void preflight() throws IOException {
        operation(
                "preflight-source",
                "Look at what would be lost",
                Phase.VALIDATE,
                1_800,
                Map.of("unarchived", 2L, "dangling", 1L, "passwords", 4L),
                Map.of(),
                lost("run-7f3a", "phase=running name=nightly"),
                lost("run-8b21", "phase=cancelled name=release-1.4"),
                new Finding(
                        "LINKED_ACCOUNT_DANGLING",
                        Severity.WARNING,
                        "linkedaccount",
                        "la-9",
                        null,
                        null,
                        "Link it again."));
    }

    private static Finding lost(String id, String seen) {
        return new Finding(
                "RUN_NOT_ARCHIVED", Severity.ERROR, "run", id, "archived", seen, "Let it end, or accept it.");
    }

    private void exported(String service, Map<String, Long> totals) throws IOException {
        operation(
                "export-" + service,
                "Export the old " + service,
                Phase.EXTRACT,
                1_100,
                totals,
                Map.of("sha256", SHA, "bytes", "5120000"));
    }

    private void books(String kind, long extracted, long loaded, long dropped) {
        run.execution
                .withObject("books")
                .putObject(kind)
                .put("extracted", extracted)
                .put("loaded", loaded)
                .put("verified", loaded)
                .put("dropped", dropped);
    }

    private ObjectNode operation(
            String id,
            String title,
            Phase phase,
            long ms,
            Map<String, Long> totals,
            Map<String, String> facts,
            Finding... findings)
            throws IOException {
        ObjectNode step = run.step(id, title, at, at + ms, Books.NONE);
        step.set("totals", ArchiveJson.MAPPER.valueToTree(totals));
        step.set("facts", ArchiveJson.MAPPER.valueToTree(facts));
        run.batch(
                id,
                phase,
                0,
                at,
                at + ms,
                Map.of(),
                findings.length == 0 ? Map.of() : Map.of("findings", List.of((Object[]) findings)));
        record(id, "attempt.begun", Map.of("drover", "0.1.0", "operation", id));
        record(id, "http.request", Map.of("line", "GET /api", "header.authorization", "Token abcdef"));
        record(id, "http.answer", Map.of("status", "200", "body.sha256", SHA));
        record(id, "attempt.ended", Map.of("total.in.secret", "22"));
        at += ms;
        return step;
    }

    private int sequence;

    private void record(String step, String what, Map<String, String> detail) throws IOException {
        sequence = what.equals("attempt.begun") ? 1 : sequence + 1;
        ObjectNode entry = ArchiveJson.MAPPER.createObjectNode().put("seq", sequence);
        entry.put("at", SampleRun.START.plusMillis(at + sequence).toString())
                .put("what", what)
                .put("worker", "loader-1");
        entry.set("detail", ArchiveJson.MAPPER.valueToTree(detail));
        store.putIfAbsent(
                "executions/%s/records/%s/00-01-0a1b2c3d/%05d.json".formatted(SampleRun.ID, step, sequence),
                ArchiveJson.MAPPER.writeValueAsBytes(entry));
    }

    private void person(String id, String title, long ms, String by, String seen) {
        run.step(id, title, at, at + ms, Books.NONE)
                .put("kind", "operator")
                .put("confirmedBy", by)
                .put("seen", seen);
        at += ms;
        audit(by, "step.confirmed", id, seen);
    }

    private void audit(String who, String what, String step, String detail) {
        ObjectNode line = ArchiveJson.MAPPER.createObjectNode();
        line.put("seq", audit.toString().lines().count() + 1)
                .put("at", SampleRun.START.plusMillis(at).toString())
                .put("who", who)
                .put("what", what)
                .put("step", step)
                .put("detail", detail)
                .put("previous", head);
        head = HexFormat.of()
                .formatHex(Sha256.newDigest().digest(line.toString().getBytes(UTF_8)));
        audit.append(line.put("hash", head)).append('\n');
    }

    private SampleRun ended(boolean passed) {
        run.execution.put("passedPointOfNoReturn", passed);
        run.bytes.put("audit", audit.toString().getBytes(UTF_8));
        return run;
    }
}
