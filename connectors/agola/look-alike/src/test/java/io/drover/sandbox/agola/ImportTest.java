package io.drover.sandbox.agola;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.sandbox.agola.AgolaOptions.Pair;
import io.drover.sandbox.agola.Asker.Reply;
import io.drover.sandbox.http.RequestLog;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an import does to a target that holds data: the table of 1.8, and the rules of 1.6. */
class ImportTest {

    private static final byte[] RUNS =
            Export.realConverted(AgolaService.RUNSERVICE).readAll();
    private static final byte[] CONFIG =
            Export.realConverted(AgolaService.CONFIGSTORE).readAll();
    private static final String DONE = "200|application/json|0|";
    private static final String FAILED = "500|text/plain; charset=utf-8|24|{\"code\":\"\",\"message\":\"\"}";

    @RegisterExtension
    static final RunningAgola AGOLA = new RunningAgola(AgolaOptions.quick().target(Pair.REAL_CONVERTED));

    private static final AgolaServer runservice = AGOLA.sandbox().targetRunservice();
    private static final AgolaServer configstore = AGOLA.sandbox().targetConfigstore();
    private static final Asker asker = AGOLA.asker();

    @BeforeEach
    void maintenance() throws IOException {
        asker.maintenance(configstore, true);
    }

    private static void failsEmpty(AgolaServer server, byte[] body) throws IOException {
        assertThat(asker.importing(server, body).summary()).isEqualTo(FAILED);
        assertThat(asker.export(server)).isEmpty();
    }

    private static void panicsEmpty(byte[] body) throws IOException {
        assertThatThrownBy(() -> asker.importing(configstore, body))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(ConnectException.class);
        assertThat(asker.export(configstore)).isEmpty();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> lines(byte[] file) {
        return new String(file, StandardCharsets.UTF_8).lines().toList();
    }

    private static byte[] file(List<String> lines) {
        return bytes(lines.stream().map(line -> line + "\n").collect(Collectors.joining()));
    }

    @Test
    void a_right_file_comes_out_byte_for_byte() throws IOException {
        assertThat(asker.importing(configstore, CONFIG).summary()).isEqualTo(DONE);
        assertThat(asker.export(configstore)).isEqualTo(CONFIG);
        assertThat(configstore.content().objects())
                .containsEntry("ProjectGroup", 8)
                .containsEntry("UserToken", 3)
                .hasSize(10);
        asker.maintenance(runservice, true);
        assertThat(asker.importing(runservice, RUNS).summary()).isEqualTo(DONE);
        assertThat(asker.export(runservice)).isEqualTo(RUNS);
        assertThat(runservice.content().objects()).isEqualTo(Map.of("RunConfig", 6, "Run", 6, "RunCounter", 3));
    }

    @Test
    void the_same_file_again_replaces_what_is_there() throws IOException {
        assertThat(asker.importing(configstore, CONFIG).status()).isEqualTo(200);
        assertThat(asker.importing(configstore, CONFIG).status()).isEqualTo(200);
        assertThat(asker.export(configstore)).isEqualTo(CONFIG);
        assertThat(configstore.imported()).isEqualTo(2);
    }

    @Test
    void an_empty_body_empties_the_database_and_is_a_success() throws IOException {
        assertThat(asker.importing(configstore, new byte[0]).summary()).isEqualTo(DONE);
        Reply export = asker.get(configstore, "/export");
        assertThat(export.summary()).isEqualTo("200||0|");
    }

    @Test
    void a_body_without_line_ends_is_right_and_exported_with_them() throws IOException {
        byte[] stripped = bytes(String.join("", lines(CONFIG)));
        assertThat(stripped).hasSize(11677);
        assertThat(asker.importing(configstore, stripped).status()).isEqualTo(200);
        assertThat(asker.export(configstore)).isEqualTo(CONFIG);
    }

    @Test
    void the_other_services_file_is_a_panic_that_leaves_nothing() throws IOException {
        panicsEmpty(RUNS);
    }

    @Test
    void an_export_of_v0_7_is_a_panic_that_leaves_nothing() throws IOException {
        panicsEmpty(Export.real(AgolaService.CONFIGSTORE).readAll());
    }

    @Test
    void a_body_that_ends_within_an_object_fails_and_leaves_nothing() throws IOException {
        failsEmpty(configstore, Arrays.copyOf(CONFIG, 5000));
    }

    @Test
    void a_body_that_is_not_json_fails_and_leaves_nothing() throws IOException {
        failsEmpty(configstore, bytes("<html>502 Bad Gateway</html>"));
        failsEmpty(configstore, bytes("{\"exportMeta\":{\"kind\":\"User\"},\"id\"}"));
    }

    @Test
    void a_body_that_ends_between_objects_is_a_success_with_a_part_of_them() throws IOException {
        byte[] part = file(lines(CONFIG).subList(0, 20));
        assertThat(asker.importing(configstore, part).summary()).isEqualTo(DONE);
        assertThat(asker.export(configstore)).isEqualTo(part);
    }

    @Test
    void objects_that_are_missing_in_front_are_caught_by_a_foreign_key() throws IOException {
        asker.maintenance(runservice, true);
        failsEmpty(runservice, file(lines(RUNS).subList(1, 15)));
        failsEmpty(configstore, file(lines(CONFIG).subList(3, 34)));
    }

    @Test
    void a_kind_before_the_kind_that_it_refers_to_fails() throws IOException {
        asker.maintenance(runservice, true);
        List<String> runsFirst = new java.util.ArrayList<>(lines(RUNS).subList(6, 15));
        runsFirst.addAll(lines(RUNS).subList(0, 6));
        failsEmpty(runservice, file(runsFirst));
    }

    @Test
    void projects_groups_secrets_and_variables_have_no_foreign_keys() throws IOException {
        byte[] orphans = file(lines(CONFIG).subList(19, 34));
        assertThat(asker.importing(configstore, orphans).status()).isEqualTo(200);
        assertThat(asker.export(configstore)).isEqualTo(orphans);
    }

    @Test
    void an_id_that_is_there_twice_fails_and_leaves_nothing() throws IOException {
        List<String> twice = new java.util.ArrayList<>(lines(CONFIG));
        twice.add(lines(CONFIG).get(2));
        failsEmpty(configstore, file(twice));
    }

    @Test
    void a_sequence_or_a_counters_group_that_is_there_twice_fails() throws IOException {
        asker.maintenance(runservice, true);
        String runs = new String(RUNS, StandardCharsets.UTF_8);
        failsEmpty(runservice, bytes(runs.replace("\"sequence\":2,", "\"sequence\":1,")));
        failsEmpty(
                runservice,
                bytes(runs.replace(
                        "23cbded0-662b-4b2e-bff6-dd0a3947c7ab\",\"Value",
                        "152f1fdd-df90-49a6-9336-572e3054b0ab\",\"Value")));
    }

    @Test
    void an_object_without_an_id_fails() throws IOException {
        failsEmpty(configstore, bytes("{\"exportMeta\":{\"kind\":\"User\"},\"name\":\"nobody\"}\n"));
    }

    @Test
    void objects_are_exported_by_kind_and_id_however_they_came() throws IOException {
        List<String> users = lines(CONFIG).subList(2, 6);
        assertThat(asker.importing(configstore, file(users.reversed())).status())
                .isEqualTo(200);
        assertThat(asker.export(configstore)).isEqualTo(file(users));
    }

    @Test
    void a_short_export_has_a_length_and_a_long_one_is_chunked() throws IOException {
        assertThat(asker.get(configstore, "/export").header("Transfer-Encoding"))
                .isEqualTo("chunked");
        asker.importing(configstore, file(lines(CONFIG).subList(2, 6)));
        Reply export = asker.get(configstore, "/export");
        assertThat(export.header("Content-Length")).isEqualTo(String.valueOf(export.body().length));
        assertThat(export.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
    }

    @Test
    void outside_of_maintenance_no_import_touches_anything() throws IOException {
        assertThat(asker.importing(runservice, RUNS).summary())
                .isEqualTo("400|text/plain; charset=utf-8|24|{\"code\":\"\",\"message\":\"\"}");
        assertThat(runservice.export()).isEqualTo(RUNS);
        assertThat(asker.get(runservice, "/import").summary()).isEqualTo("405||0|");
        assertThat(asker.get(configstore, "/import").summary()).isEqualTo("405||0|");
    }

    @Test
    void the_log_tells_what_was_imported() throws IOException, NoSuchAlgorithmException {
        asker.importing(configstore, CONFIG);
        assertThat(configstore.imports()).singleElement().satisfies(entry -> {
            assertThat(entry.status()).isEqualTo(200);
            assertThat(entry.state()).isEqualTo(RequestLog.State.ANSWERED);
            assertThat(entry.received()).isEqualTo(11711);
            assertThat(entry.sha256())
                    .isEqualTo(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(CONFIG)))
                    .isEqualTo(configstore.content().sha256());
        });
        assertThat(configstore.log().counts()).containsEntry("PUT /api/v1alpha/maintenance", 1L);
    }

    @Test
    void a_content_that_no_database_can_hold_does_not_start() {
        Pair wrong = new Pair(Export.realConverted(AgolaService.CONFIGSTORE), Export.EMPTY);
        AgolaOptions options = AgolaOptions.quick().target(wrong);
        assertThatThrownBy(() -> AgolaSandbox.start(options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("runservice");
    }
}
