package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command as a process of its own: what counts is what is really at its standard input and terminal. */
class ConsentAtTerminalTest {

    private static final String PHRASE = "replace 3468 objects";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Path folder;
    private final Path output;
    private final ApiServer server;
    private final List<Process> started = new ArrayList<>();

    ConsentAtTerminalTest(@TempDir Path folder) throws IOException {
        this.folder = folder;
        this.output = folder.resolve("output");
        this.server = new ApiServer(List.of(Guarded.waiting("consent")));
    }

    @BeforeEach
    void serve() {
        server.answer("GET /api/v1/executions/e-1/consent", 200, "application/json", Guarded.CONSENT);
        server.answer("POST /api/v1/executions/e-1/consent", 204, "application/json", "");
    }

    @AfterEach
    void stop() {
        started.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        });
        server.close();
    }

    @Test
    void a_phrase_typed_at_a_terminal_is_a_consent() throws Exception {
        Process process = atTerminal(command());
        awaitOutput("as it is:  " + PHRASE, "> ");
        type(process, PHRASE + "\n");

        assertThat(exit(process)).isZero();
        assertThat(server.requests().getLast().body())
                .contains("\"typed\":\"" + PHRASE + "\"")
                .contains("c-7");
        assertThat(output()).contains("Consent given by");
    }

    @Test
    void what_was_typed_before_it_could_be_read_is_no_consent() throws Exception {
        Process process = atTerminal("while [ ! -e '" + folder + "/go' ]; do sleep 0.05; done; " + command());
        type(process, PHRASE + "\n");
        awaitOutput(PHRASE);
        Files.createFile(folder.resolve("go"));
        awaitOutput("as it is:  " + PHRASE, "> ");
        type(process, "\n");

        assertThat(exit(process)).isEqualTo(2);
        assertNothingWasSent();
    }

    @Test
    void an_environment_variable_is_no_consent() throws Exception {
        Map<String, String> variables =
                Map.of("DROVER_CONSENT", PHRASE, "DROVER_YES", "true", "DROVER_PHRASE", PHRASE, "CI", "true");
        Process process = process(List.of("sh", "-c", command()), variables, Redirect.from(phrase().toFile()));

        assertThat(exit(process)).isEqualTo(6);
        assertNothingWasSent();
    }

    @Test
    void an_environment_variable_is_no_consent_at_a_terminal_either() throws Exception {
        Process process = atTerminal("export DROVER_CONSENT='" + PHRASE + "'; " + command());
        awaitOutput("as it is:  " + PHRASE, "> ");
        type(process, "\n");

        assertThat(exit(process)).isEqualTo(2);
        assertThat(output()).contains("Nothing was typed");
        assertNothingWasSent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yes | COMMAND",
                "yes 'replace 3468 objects' | COMMAND",
                "COMMAND <phrase",
                "COMMAND </dev/null",
                "COMMAND <&-"
            })
    void neither_a_pipe_nor_a_file_is_a_consent(String line) throws Exception {
        Process process = process(
                List.of("sh", "-c", "cd '" + folder + "'; " + line.replace("COMMAND", command())),
                Map.of(),
                Redirect.PIPE);

        assertThat(exit(process)).isEqualTo(6);
        assertThat(output()).contains("Standard input is not a terminal.").contains("Nothing was sent.");
        assertNothingWasSent();
    }

    @Test
    void a_pipe_is_no_consent_in_a_terminal_either() throws Exception {
        Process process = atTerminal("yes '" + PHRASE + "' | " + command());

        assertThat(exit(process)).isEqualTo(6);
        assertNothingWasSent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--yes", "-y", "--force", "--consent=" + PHRASE, "--phrase=" + PHRASE, "--typed=" + PHRASE})
    void there_is_no_option_for_it(String option) {
        assertThat(new Cli(folder, server).types(PHRASE).run("consent", option)).isEqualTo(2);
        assertNothingWasSent();
    }

    @Test
    void a_resume_wants_a_terminal_as_well() throws Exception {
        server.answer("GET /api/v1/executions", 200, "application/json", "[" + Guarded.held("RESUME") + "]");
        server.answer("GET /api/v1/executions/e-1/consent", 200, "application/json", Guarded.consent(true));
        Process process = process(
                List.of("sh", "-c", "yes '" + PHRASE + "' | " + command("resume --reason why")),
                Map.of(),
                Redirect.PIPE);

        assertThat(exit(process)).isEqualTo(6);
        assertNothingWasSent();
    }

    @Test
    void a_secret_that_is_typed_is_stored_and_not_shown() throws Exception {
        Process process = atTerminal(command("secrets set my-token --for qtest@https://q.example"));
        awaitOutput("not shown: ");
        type(process, "canary-9\n");

        assertThat(exit(process)).isZero();
        assertThat(server.requests().getLast().body())
                .isEqualTo("{\"value\":\"canary-9\",\"connector\":\"qtest\",\"addresses\":[\"https://q.example\"]}");
        assertThat(output()).contains("is stored").doesNotContain("canary");
    }

    private void assertNothingWasSent() {
        assertThat(server.requests()).noneMatch(request -> request.method().equals("POST"));
    }

    private String command() {
        return command("consent");
    }

    /** As one command of a shell. */
    private String command(String arguments) {
        return "'" + ProcessHandle.current().info().command().orElseThrow()
                + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '"
                + System.getProperty("java.class.path") + "' io.drover.cli.Main --server " + server.address() + " "
                + arguments;
    }

    /** Runs it in a terminal of its own, as {@code script} of util-linux gives one. */
    private Process atTerminal(String command) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("command.sh"), command + "\n");
        Process version = process(List.of("sh", "-c", "script --version"), Map.of(), Redirect.PIPE);
        exit(version);
        assumeThat(output()).as("script of util-linux gives a terminal").contains("util-linux");
        return process(
                List.of("script", "-q", "-e", "-c", "sh '" + script + "'", "/dev/null"), Map.of(), Redirect.PIPE);
    }

    private Process process(List<String> command, Map<String, String> variables, Redirect input) throws IOException {
        phrase();
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(input)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(variables);
        Process process = builder.start();
        started.add(process);
        return process;
    }

    private Path phrase() throws IOException {
        return Files.writeString(folder.resolve("phrase"), PHRASE + "\n");
    }

    private static void type(Process process, String text) throws IOException {
        OutputStream keyboard = process.getOutputStream();
        keyboard.write(text.getBytes(StandardCharsets.UTF_8));
        keyboard.flush();
    }

    private void awaitOutput(String... texts) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(output())
                .contains(texts));
    }

    private String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int exit(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
