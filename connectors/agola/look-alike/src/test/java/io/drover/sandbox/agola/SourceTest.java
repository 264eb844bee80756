package io.drover.sandbox.agola;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.sandbox.agola.AgolaOptions.Pair;
import io.drover.sandbox.agola.Asker.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** v0.7.1 as in transcript-01-default, transcript-02-maintenance and transcript-populate. */
class SourceTest {

    private static final String BAD = "400|text/plain; charset=utf-8|24|{\"code\":\"\",\"message\":\"\"}";
    private static final String NOT_FOUND = "404|text/plain; charset=utf-8|19|404 page not found\n";

    @RegisterExtension
    static final RunningAgola AGOLA = new RunningAgola(AgolaOptions.quick());

    private static final AgolaServer runservice = AGOLA.sandbox().sourceRunservice();
    private static final AgolaServer configstore = AGOLA.sandbox().sourceConfigstore();
    private static final Asker asker = AGOLA.asker();

    private static String ask(AgolaServer server, String method, String path) throws IOException {
        return asker.send(server, method, path, new byte[0]).summary();
    }

    @Test
    void an_export_is_chunked_text_byte_for_byte_what_was_given() throws IOException {
        for (AgolaServer server : List.of(runservice, configstore)) {
            Reply reply = asker.get(server, "/export");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("Transfer-Encoding")).isEqualTo("chunked");
            assertThat(reply.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
            assertThat(reply.header("Date")).endsWith(" GMT");
            assertThat(reply.body()).isEqualTo(Export.real(server.service()).readAll());
            assertThat(reply.text()).doesNotContain("\n");
        }
    }

    @Test
    void its_content_is_counted_by_type() {
        assertThat(runservice.content().objects()).isEqualTo(Map.of("run", 6, "runconfig", 10, "runcounter", 3));
        assertThat(runservice.content().bytes()).isEqualTo(39608);
        assertThat(configstore.content().objects().values()).containsExactly(4, 2, 4, 8, 3, 2, 2, 2);
    }

    @Test
    void maintenance_cannot_be_asked_for_its_state() throws IOException {
        assertThat(ask(runservice, "GET", "/maintenance")).isEqualTo("405||0|");
        asker.maintenance(configstore, true);
        assertThat(ask(configstore, "GET", "/maintenance")).isEqualTo("405||0|");
    }

    @Test
    void an_import_in_default_mode_is_an_unknown_path() throws IOException {
        assertThat(ask(runservice, "POST", "/import")).isEqualTo("400||0|");
        Reply reply = asker.send(configstore, "POST", "/import", new byte[] {'{', '}'});
        assertThat(reply.summary()).isEqualTo(NOT_FOUND);
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void an_unknown_path_is_400_at_the_run_service_and_404_at_the_config_store() throws IOException {
        assertThat(ask(runservice, "GET", "/nonexistent")).isEqualTo("400||0|");
        assertThat(ask(configstore, "GET", "/nonexistent")).isEqualTo(NOT_FOUND);
    }

    @Test
    void leaving_maintenance_without_having_entered_it_is_refused() throws IOException {
        assertThat(ask(runservice, "DELETE", "/maintenance")).isEqualTo(BAD);
    }

    @Test
    void maintenance_leaves_little_of_the_api_but_the_same_export() throws IOException {
        asker.maintenance(configstore, true);
        assertThat(ask(configstore, "PUT", "/maintenance")).isEqualTo(BAD);
        assertThat(ask(configstore, "GET", "/users")).isEqualTo(NOT_FOUND);
        assertThat(asker.export(configstore))
                .isEqualTo(Export.real(AgolaService.CONFIGSTORE).readAll());
    }

    @Test
    void a_run_service_in_maintenance_has_404_for_what_it_does_not_know() throws IOException {
        asker.maintenance(runservice, true);
        assertThat(ask(runservice, "GET", "/runs?asc")).isEqualTo(NOT_FOUND);
    }

    @Test
    void services_of_v0_7_enter_maintenance_one_by_one() throws IOException {
        asker.maintenance(runservice, true);
        assertThat(configstore.maintenanceRequested()).isFalse();
    }

    @Test
    void the_ten_real_runs_are_listed_and_four_of_them_are_not_archived() throws IOException {
        List<String> lines = new ArrayList<>();
        runs("?asc")
                .forEach(run -> lines.add(run.path("id").asText() + " "
                        + run.path("name").asText() + " " + run.path("phase").asText() + " "
                        + run.path("archived").asBoolean()));
        assertThat(lines)
                .containsExactly(
                        "0000001lg004i-0000000000001 ci ok finished true",
                        "0000001lg004i-0000000000002 ci ok 2 finished true",
                        "0000001lg004i-0000000000003 ci failing finished true",
                        "0000001lg004i-0000000000004 broken config setuperror true",
                        "0000001lg004i-0000000000006 dotfiles running false",
                        "0000001lg004i-0000000000009 ci ok 3 finished true",
                        "0000001lg004i-000000000000a ci failing finished true",
                        "0000001lg004i-000000000000b dotfiles running false",
                        "0000001lg004i-000000000000c to cancel cancelled false",
                        "0000001lg004i-000000000000d still running at export running false");
    }

    @Test
    void runs_are_listed_from_the_last_when_not_asked_for_otherwise() throws IOException {
        assertThat(ids("")).startsWith("0000001lg004i-000000000000d").hasSize(10);
    }

    @Test
    void a_page_of_runs_starts_after_the_one_that_is_named() throws IOException {
        assertThat(ids("?asc&limit=2&start=0000001lg004i-0000000000004"))
                .containsExactly("0000001lg004i-0000000000006", "0000001lg004i-0000000000009");
    }

    @Test
    void runs_can_be_asked_for_by_phases() throws IOException {
        assertThat(ids("?asc&phase=queued&phase=running")).hasSize(3);
        assertThat(ids("?asc&phase=cancelled")).hasSize(1);
    }

    @Test
    void a_limit_of_zero_lists_nothing() throws IOException {
        assertThat(asker.get(runservice, "/runs?limit=0").text()).startsWith("{\"runs\":[],\"change_groups_update_tok");
    }

    @Test
    void a_limit_that_is_no_number_is_refused() throws IOException {
        assertThat(asker.get(runservice, "/runs?limit=all").status()).isEqualTo(400);
        assertThat(asker.get(runservice, "/runs?limit=-1").status()).isEqualTo(400);
    }

    @Test
    void a_page_has_25_runs_usually_and_40_at_most() throws IOException {
        StringBuilder many = new StringBuilder();
        IntStream.range(0, 50).forEach(n -> many.append("{\"id\":\"%03d\",\"phase\":\"queued\"}\n".formatted(n)));
        try (AgolaSandbox other = AgolaSandbox.start(AgolaOptions.quick()
                .source(Pair.REAL, Export.bytes(many.toString().getBytes(StandardCharsets.UTF_8))))) {
            AgolaServer server = other.sourceRunservice();
            ObjectMapper json = new ObjectMapper();
            assertThat(json.readTree(asker.get(server, "/runs").body()).path("runs"))
                    .hasSize(25);
            assertThat(json.readTree(asker.get(server, "/runs?limit=1000").body())
                            .path("runs"))
                    .hasSize(40);
        }
    }

    @Test
    void users_are_listed_with_their_linked_accounts_and_tokens() throws IOException {
        JsonNode users =
                new ObjectMapper().readTree(asker.get(configstore, "/users?asc").body());
        assertThat(users).hasSize(4);
        assertThat(users.path(0).path("name").asText()).isEqualTo("alice");
        assertThat(users.path(0).path("tokens").path("ci").asText()).isNotEmpty();
    }

    @Test
    void an_import_into_v0_7_loses_the_data_whatever_it_answers() throws IOException {
        asker.maintenance(configstore, true);
        assertThat(asker.importing(
                                configstore,
                                Export.real(AgolaService.CONFIGSTORE).readAll())
                        .summary())
                .isEqualTo("200|application/json|0|");
        assertThat(configstore.content().isEmpty()).isTrue();
        assertThatThrownBy(() -> asker.export(configstore)).isInstanceOf(IOException.class);
        assertThat(asker.importing(configstore, new byte[0]).status()).isEqualTo(500);
        assertThatThrownBy(() -> asker.importing(configstore, "not json".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(ConnectException.class);
        assertThat(configstore.imports()).hasSize(3);
    }

    private static JsonNode runs(String query) throws IOException {
        return new ObjectMapper()
                .readTree(asker.get(runservice, "/runs" + query).body())
                .path("runs");
    }

    private static List<String> ids(String query) throws IOException {
        List<String> ids = new ArrayList<>();
        runs(query).forEach(run -> ids.add(run.path("id").asText()));
        return ids;
    }
}
