package io.drover.archive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.Books;
import io.drover.contracts.Phase;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.TargetField;
import io.drover.spi.TargetField.Type;
import io.drover.spi.TargetSchema;
import io.drover.staging.StagingStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A run of the size and the oddities of the Mattermost project: 386 folders, 5,059 cases, some of them refused. */
final class Mattermost {

    static final int FOLDERS = 386;
    static final int CASES = 5_059;
    static final int REJECTED = 12;
    private static final int BATCH = 250;
    private static final List<String> COMPONENTS =
            IntStream.rangeClosed(1, 94).mapToObj("Component %02d"::formatted).toList();

    private Mattermost() {}

    static SampleRun run(StagingStore store) throws IOException {
        SampleRun run = new SampleRun(store);
        plan(run.plan.putObject("migration"));
        run.step("check", "Check connections", 0, 310, Books.NONE);
        run.step("survey", "Survey the source", 310, 1_240, Books.NONE);
        run.step("fields", "Map fields", 1_240, 1_420, Books.NONE);
        run.step("prepare", "Prepare the target", 1_420, 1_910, Books.NONE);
        run.step("folders", "Folders", 1_910, 3_400, new Books(FOLDERS, FOLDERS, 0, 0, 0, FOLDERS, 0, 0));
        run.step(
                "testcases",
                "Test cases",
                1_910,
                9_720,
                new Books(CASES, CASES - REJECTED, 0, REJECTED, 0, CASES - REJECTED, 0, 0));
        run.batch("check", Phase.VALIDATE, 0, 0, 310, Map.of(), Map.of("facts", facts(), "schema", List.of(before())));
        run.batch("survey", Phase.EXTRACT, 0, 310, 1_240, Map.of(), Map.of("survey", List.of(survey())));
        run.batch("fields", Phase.TRANSFORM, 0, 1_240, 1_420, Map.of(), Map.of("fieldmap", List.of(fieldMap())));
        run.batch("prepare", Phase.LOAD, 0, 1_420, 1_910, Map.of(), Map.of("schema", List.of(after())));
        batches(run, "folders", FOLDERS, 1_910);
        batches(run, "testcases", CASES, 2_000);
        return run;
    }

    private static void batches(SampleRun run, String step, int records, long from) throws IOException {
        int batches = Math.ceilDiv(records, BATCH);
        for (int n = 0; n < batches; n++) {
            long in = Math.min(BATCH, records - (long) n * BATCH);
            long t = from + n * 210L;
            int first = n * BATCH;
            run.batch(step, Phase.EXTRACT, n, t, t + 420, counts(in, 0), Map.of());
            run.batch(
                    step, Phase.TRANSFORM, n, t + 420, t + 500, counts(in, 0), Map.of("findings", mapped(step, first)));
            boolean last = n == batches - 1 && step.equals("testcases");
            long rejected = last ? REJECTED : 0;
            run.batch(
                    step,
                    Phase.LOAD,
                    n,
                    t + 700 + n * 80L,
                    t + 1_450 + n * 80L,
                    counts(in, rejected),
                    Map.of("findings", last ? refused() : List.of()));
            run.batch(
                    step,
                    Phase.VALIDATE,
                    n,
                    t + 1_500 + n * 90L,
                    t + 1_900 + n * 95L,
                    counts(in - rejected, 0),
                    Map.of());
        }
    }

    private static Map<String, Long> counts(long in, long rejected) {
        return Map.of("in", in, "out", in - rejected, "rejected", rejected);
    }

    private static List<Finding> mapped(String step, int first) {
        List<Finding> findings = new ArrayList<>();
        if (step.equals("testcases")) {
            some(
                    findings,
                    118,
                    first,
                    "STEP_BLANK",
                    Severity.INFO,
                    "Steps",
                    "step 3 of 7 is blank",
                    "Nothing to do: it was kept blank.");
            some(
                    findings,
                    61,
                    first,
                    "TEXT_NORMALISED",
                    Severity.INFO,
                    "Description",
                    "<p>…</p>",
                    "Compare the text if its layout matters.");
            some(
                    findings,
                    34,
                    first,
                    "VALUE_DEFAULTED",
                    Severity.WARNING,
                    "Priority",
                    "“Urgent-ish” is no value of Priority, “Medium” was set",
                    "Map the value in the mapping file and run again.");
            some(
                    findings,
                    23,
                    first,
                    "VALUE_TRUNCATED",
                    Severity.WARNING,
                    "Name",
                    "501 characters, 500 are allowed: “Verify that a very long message with emoji 🚀 and …”",
                    "Shorten the name in the source, or accept it.");
            some(
                    findings,
                    17,
                    first,
                    "USER_UNKNOWN",
                    Severity.WARNING,
                    "Owner",
                    "account 5b10a2844c20165700ede21g",
                    "Add the person to `users` in the mapping file.");
            some(
                    findings,
                    9,
                    first,
                    "VALUE_NOT_A_DATE",
                    Severity.WARNING,
                    "Last run",
                    "“next Friday”",
                    "Enter a date in the source.");
            some(
                    findings,
                    4,
                    first,
                    "LINK_DROPPED",
                    Severity.WARNING,
                    null,
                    "3 links to issues",
                    "Issue links are not moved by this recipe.");
            some(
                    findings,
                    3,
                    first,
                    "PARAMETER_INLINED",
                    Severity.INFO,
                    "Steps",
                    "{user} = sysadmin",
                    "Nothing to do.");
            some(
                    findings,
                    2,
                    first,
                    "CALL_FLATTENED",
                    Severity.WARNING,
                    "Steps",
                    "MM-T12 → MM-T48 → MM-T12",
                    "Break the cycle in the source if the call must stay.");
            some(
                    findings,
                    1,
                    first,
                    "DUPLICATE_NAME",
                    Severity.INFO,
                    "Name",
                    "“Login”",
                    "Nothing to do: both were moved.");
        }
        return findings;
    }

    private static List<Finding> refused() {
        return IntStream.range(0, REJECTED)
                .mapToObj(i -> new Finding(
                        i < 9 ? "REFUSED_BY_TARGET" : "CALL_TO_UNKNOWN_CASE",
                        Severity.ERROR,
                        "testcase",
                        "MM-T" + (5_000 + i),
                        i < 9 ? "Description" : "Steps",
                        i < 9
                                ? "400: description is longer than the project allows"
                                : "calls MM-T9" + i + ", which the source does not have",
                        i < 9
                                ? "Raise the limit in qTest or shorten the text, then retry the rejected records."
                                : "Restore the called case, or remove the call."))
                .toList();
    }

    private static void some(
            List<Finding> findings,
            int perBatch,
            int first,
            String code,
            Severity severity,
            @Nullable String field,
            String evidence,
            String advice) {
        for (int i = 0; i < Math.max(1, perBatch / 2); i++) {
            findings.add(
                    new Finding(code, severity, "testcase", "MM-T" + (first + i * 3 + 1), field, evidence, advice));
        }
    }

    private static List<ObjectNode> facts() {
        ObjectNode source = ArchiveJson.MAPPER.createObjectNode().put("role", "SOURCE");
        source.putArray("facts")
                .add("Zephyr Scale Cloud, API v2")
                .add("Project MM (Mattermost)")
                .add("5,059 test cases, 386 folders");
        ObjectNode target = ArchiveJson.MAPPER.createObjectNode().put("role", "TARGET");
        target.putArray("facts")
                .add("qTest Manager 2026.2, API v3")
                .add("Project 74528 (Mattermost)")
                .add("User migration@example.org may create test cases");
        return List.of(source, target);
    }

    private static void plan(ObjectNode migration) {
        migration.put("name", "mattermost");
        ObjectNode source = migration.putObject("source").put("connector", "zephyr-scale");
        source.putObject("settings")
                .put("baseUrl", "https://api.zephyrscale.smartbear.com/v2")
                .put("projectKey", "MM");
        source.putObject("secrets").put("token", "zephyr-token");
        ObjectNode target = migration.putObject("target").put("connector", "qtest");
        target.putObject("settings")
                .put("baseUrl", "https://mattermost.qtestnet.com")
                .put("projectId", 74528);
        target.putObject("secrets").put("token", "qtest-token");
    }

    /** The fields that have values to choose from, as the source writes them. */
    private static ObjectNode survey() {
        ObjectNode survey = ArchiveJson.MAPPER.createObjectNode();
        var fields = survey.putArray("fields");
        fields.addObject()
                .put("name", "Priority")
                .putArray("values")
                .add("High")
                .add("Normal")
                .add("Low");
        var components = fields.addObject().put("name", "Component").putArray("values");
        COMPONENTS.forEach(components::add);
        return survey;
    }

    private static TargetSchema before() {
        return new TargetSchema(List.of(field("Priority", Type.CHOICE), field("Status", Type.CHOICE)));
    }

    private static TargetSchema after() {
        return new TargetSchema(List.of(
                field("Priority", Type.CHOICE),
                field("Status", Type.CHOICE),
                field("Zephyr Key", Type.TEXT),
                field("Labels", Type.MULTI_CHOICE),
                field("Component", Type.CHOICE),
                field("Last run", Type.DATE)));
    }

    private static TargetField field(String label, Type type) {
        return new TargetField("testcase", label, type, List.of(), false, false, 0);
    }

    private static ObjectNode components() {
        ObjectNode values = ArchiveJson.MAPPER.createObjectNode();
        COMPONENTS.forEach(name -> values.put(name.toLowerCase(Locale.ROOT), name));
        return values;
    }

    private static ObjectNode fieldMap() {
        ObjectNode map = ArchiveJson.MAPPER.createObjectNode().put("originField", "Zephyr Key");
        var rules = map.putArray("rules");
        rules.addObject()
                .put("source", "Priority")
                .put("action", "SET")
                .put("target", "Priority")
                .put("type", "CHOICE")
                .putObject("values")
                .put("high", "High")
                .put("normal", "Medium")
                .put("low", "Low");
        rules.addObject()
                .put("source", "Status")
                .put("action", "SET")
                .put("target", "Status")
                .put("type", "CHOICE")
                .putObject("values")
                .put("approved", "Approved")
                .put("draft", "New")
                .put("deprecated", "Deprecated");
        rules.addObject()
                .put("source", "Labels")
                .put("action", "SET")
                .put("target", "Labels")
                .put("type", "MULTI_CHOICE");
        rules.addObject()
                .put("source", "Component")
                .put("action", "SET")
                .put("target", "Component")
                .put("type", "CHOICE")
                .set("values", components());
        rules.addObject()
                .put("source", "Last run")
                .put("action", "SET")
                .put("target", "Last run")
                .put("type", "DATE");
        rules.addObject()
                .put("source", "Rank")
                .put("action", "DESCRIBE")
                .putNull("target")
                .putNull("type");
        rules.addObject()
                .put("source", "Scratch")
                .put("action", "DROP")
                .putNull("target")
                .putNull("type");
        return map;
    }
}
