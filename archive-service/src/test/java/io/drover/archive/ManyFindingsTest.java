package io.drover.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.Books;
import io.drover.contracts.Phase;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.staging.DirectoryStore;
import io.drover.staging.StagingStore;
import io.drover.worker.Paths;
import java.io.File;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One batch with a hundred thousand findings, in a Java machine that could not hold them. */
class ManyFindingsTest {

    private static final int MANY = 100_000;
    /** The findings are 60 MB as JSON, several times that as objects. */
    private static final String HEAP = "-Xmx48m";

    @Test
    void a_hundred_thousand_findings_fit_a_small_heap_and_a_small_page(@TempDir Path root) throws Exception {
        File log = root.resolve("log.txt").toFile();
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        HEAP,
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ManyFindingsTest.class.getName(),
                        root.resolve("staging").toString())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.to(log))
                .start();

        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log.toPath())).isZero();
        try (StagingStore store = DirectoryStore.open(root.resolve("staging"))) {
            byte[] page = store.get("executions/" + SampleRun.ID + "/evidence/report.html")
                    .orElseThrow();
            assertThat(page.length).isLessThan(200_000);
            assertThat(new String(page, StandardCharsets.UTF_8)).contains(">99,980 more in");
        }
    }

    /** The child's work: what this class forks. */
    public static void main(String[] arguments) throws Exception {
        try (StagingStore store = DirectoryStore.open(Path.of(arguments[0]))) {
            SampleRun run = new SampleRun(store);
            run.step("testcases", "Test cases", 0, 5_000, new Books(MANY, MANY, 0, 0, 0, MANY, 0, 0));
            run.batch(
                    "testcases",
                    Phase.TRANSFORM,
                    0,
                    0,
                    5_000,
                    Map.of("in", (long) MANY),
                    Map.of("findings", findings()));
            new EvidenceOperation(
                            store,
                            (migration, each) -> {
                                for (int i = 0; i < MANY; i++) {
                                    each.accept(
                                            Map.of("kind", "testcase", "sourceId", "MM-T" + i, "state", "CONFIRMED"));
                                }
                            },
                            migration -> List.of(),
                            new Paths(List.of()),
                            connector -> connector)
                    .run(run.evidence());
        }
    }

    private static List<Finding> findings() {
        return new AbstractList<>() {
            @Override
            public Finding get(int i) {
                return new Finding(
                        "VALUE_TRUNCATED",
                        Severity.WARNING,
                        "testcase",
                        "MM-T" + i,
                        "Field " + i % 40,
                        ("evidence " + i + " ").repeat(20),
                        "Shorten it in the source. ".repeat(12));
            }

            @Override
            public int size() {
                return MANY;
            }
        };
    }
}
