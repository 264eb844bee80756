package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.qtest.QTestOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import org.junit.platform.launcher.listeners.TestExecutionSummary.Failure;

/** A stranger's connector and path, in a folder of jars, are used like Drover's own. No file of ours knows them. */
class ThirdPartyTest {

    private static final int CASES = 4;
    private static final int FOLDERS = 3;

    private static Installation installation;
    private static Path home;
    private RunningSandbox qtest;
    private Path csv;
    private Path migration;
    private Cli cli;

    @BeforeAll
    static void start() throws IOException {
        home = Installation.fresh("third-party-home");
        installation = Installation.ofOneProcess(
                "third-party", Map.of("DROVER_PLUGINS", ExamplePlugin.in(home).toString()));
    }

    @AfterAll
    static void stop() throws IOException, InterruptedException {
        installation.close();
    }

    @BeforeEach
    void files() throws IOException {
        qtest = RunningSandbox.start(QTestOptions.usual());
        csv = Files.copy(
                ExamplePlugin.sample("tests.csv"), home.resolve("tests.csv"), StandardCopyOption.REPLACE_EXISTING);
        migration = Files.copy(
                ExamplePlugin.sample("drover.yaml"), home.resolve("drover.yaml"), StandardCopyOption.REPLACE_EXISTING);
        cli = new Cli(home, installation)
                .with("CSV_FILE", csv.toString())
                .with("QTEST_URL", QTestLookAlike.in(qtest).url())
                .with("QTEST_TOKEN", QTestLookAlike.in(qtest).token());
    }

    @AfterEach
    void close() {
        qtest.close();
    }

    @Test
    void its_own_tests_pass() throws IOException {
        TestExecutionSummary summary = ExamplePlugin.test(home);
        assertThat(summary.getFailures()).extracting(Failure::getException).isEmpty();
        assertThat(summary.getTestsSucceededCount()).isGreaterThan(10);
    }

    @Test
    void both_are_announced_and_editors_know_what_can_be_set() throws IOException, InterruptedException {
        assertThat(installation.api().get("/connectors").json().findValuesAsText("id"))
                .contains("csv");
        assertThat(installation.api().get("/paths").json().findValuesAsText("id"))
                .contains("csv-to-qtest");
        assertThat(cli.run("validate", "--schema").out())
                .contains("Path of the CSV file on the machine of the extractor service.");
        assertThat(cli.run("validate", migration.toString()).out()).contains("nothing is wrong");
    }

    @Test
    void it_is_planned_run_reported_and_run_again_from_the_command_line() throws IOException, InterruptedException {
        assertThat(cli.run("plan", migration.toString())).satisfies(said -> {
            assertThat(said.code()).as(said.out()).isZero();
            assertThat(said.out()).contains("Survey the file", "Test cases");
        });

        Cli.Said first = cli.run("run", migration.toString());
        assertThat(first.code()).as(first.out()).isZero();
        assertThat(QTestLookAlike.in(qtest).counts().testCases()).isEqualTo(CASES);
        assertThat(QTestLookAlike.in(qtest).counts().modules()).isEqualTo(FOLDERS);

        Cli.Said second = cli.run("run", migration.toString());
        assertThat(second.code()).as(second.out()).isZero();
        assertThat(QTestLookAlike.in(qtest).counts().testCases()).isEqualTo(CASES);
        assertThat(QTestLookAlike.in(qtest).counts().duplicates()).isZero();

        Path report = home.resolve("report.html");
        Cli.Said saved = cli.run("report", "--output", report.toString());
        assertThat(saved.code()).as(saved.out()).isZero();
        assertThat(report).content().contains("csv-to-qtest", "Test cases", "CSV Id");
    }

    @Test
    void its_settings_are_checked_with_line_and_column_and_a_word_that_was_meant()
            throws IOException, InterruptedException {
        Files.writeString(migration, Files.readString(migration).replace("  file:", "  fle:"));
        Cli.Said said = cli.run("plan", migration.toString());
        assertThat(said.code()).as(said.out()).isEqualTo(2);
        assertThat(said.out()).contains("drover.yaml:6:3").contains("fle").contains("file");
    }

    @Test
    void a_line_without_an_id_is_told_in_the_words_of_the_path() throws IOException, InterruptedException {
        Files.writeString(csv, Files.readString(csv) + ",Orders,Nobody's,,,,Low,Shop\n");
        Cli.Said said = cli.run("run", migration.toString());
        assertThat(said.code()).as(said.out()).isNotZero();
        assertThat(said.out()).contains("1 rejected", "ID_MISSING");
    }
}
