package io.drover.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.cli.api.DroverClient;
import io.drover.cli.migration.Demo;
import io.drover.cli.view.Terminal;
import io.drover.installation.Checkout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPersonTest {

    private static final String PHRASE = "replace 3468 objects";

    private final ApiServer server;
    private final Demo demo;
    private final List<String> typed = new ArrayList<>();
    private final List<String> shown = new ArrayList<>();
    private final StringWriter err = new StringWriter();

    DemoPersonTest(@TempDir Path folder) throws IOException {
        server = new ApiServer(List.of(Guarded.waiting("stop-others")));
        Path file = folder.resolve("demo.yaml");
        demo = Demo.read("a-to-b", Files.writeString(file, """
                title: t
                plays: p
                sandbox: []
                migration: m.yaml
                environment: {}
                person:
                  stop-others: {tell: There is nothing to stop here., seen: all stand still, findings: true}
                """));
    }

    @BeforeEach
    void serve() {
        server.answer("GET /api/v1/executions/e-1/findings", 200, "application/jsonl", """
                {"step":"s","code":"RUN_LOST","severity":"ERROR","kind":"run","subject":"r-1","advice":"Accept it."}
                {"step":"s","code":"FIELD_LOST","severity":"INFO","kind":"run","subject":"r-2","advice":"None."}
                """);
        server.answer("POST /api/v1/executions/e-1/steps/stop-others/confirm", 204, "application/json", "");
        server.answer("GET /api/v1/executions/e-1/consent", 200, "application/json", Guarded.CONSENT);
        server.answer("POST /api/v1/executions/e-1/consent", 204, "application/json", "");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void what_is_asked_is_shown_with_what_it_means_here_and_the_answer_is_sent() {
        typed.add("they are down");

        act(false);

        assertThat(shown)
                .contains(
                        "A PERSON IS NEEDED: Stop the others", "  Stop the gateway.", "There is nothing to stop here.")
                .anyMatch(line -> line.startsWith("RUN_LOST"))
                .noneMatch(line -> line.startsWith("FIELD_LOST"))
                .anyMatch(line -> line.contains("Enter alone means: all stand still"))
                .allMatch(line -> line.length() <= 80);
        assertThat(sent()).contains("they are down");
    }

    @Test
    void enter_alone_says_what_the_demo_suggests() {
        typed.add("");

        act(false);

        assertThat(sent()).contains("\"seen\":\"all stand still\"");
    }

    @Test
    void a_consent_is_what_was_typed_and_another_phrase_is_asked_for_again() {
        waitsForConsent();
        typed.addAll(List.of("yes", PHRASE));

        act(false);

        assertThat(shown).contains("That is not the phrase: there is no consent, and nothing was sent.");
        assertThat(shown).allMatch(line -> line.length() <= 80);
        assertThat(sent()).contains("\"typed\":\"" + PHRASE + "\"").contains("c-7");
    }

    @Test
    void who_never_types_the_phrase_ends_the_demo() {
        waitsForConsent();
        typed.addAll(List.of("", "", ""));

        assertThatThrownBy(() -> act(false)).isInstanceOf(BadInputException.class);
        assertThat(server.requests()).noneMatch(request -> request.method().equals("POST"));
    }

    @Test
    void what_is_typed_for_somebody_is_shown() {
        waitsForConsent();

        act(true);

        assertThat(err.toString())
                .contains("> " + PHRASE + "   (typed by --type-for-me)")
                .contains("by       ann");
        assertThat(sent()).contains(PHRASE);
    }

    @Test
    void nobody_is_asked_again_for_what_was_answered_already() {
        server.answer("GET /api/v1/executions/e-1", 200, "application/json", Guarded.ended());

        act(false);

        assertThat(shown).isEmpty();
    }

    private void waitsForConsent() {
        server.answer("GET /api/v1/executions/e-1", 200, "application/json", Guarded.waiting("consent"));
    }

    private void act(boolean typeForMe) {
        PrintWriter out = new PrintWriter(err, true);
        Session session = new Session(
                new CommonOptions(), new Checkout(Path.of("")), Map.of(), Terminal.NONE, this::ask, out, out);
        try (DroverClient client = new DroverClient(server.address(), Optional.empty())) {
            new DemoPerson(session, client, demo, typeForMe).act("e-1", new Progress(session));
        }
    }

    private String ask(List<String> lines, String question) {
        shown.addAll(lines);
        return typed.removeFirst();
    }

    private String sent() {
        return server.requests().getLast().body();
    }
}
