package io.drover.connectors.agola;

import static io.drover.connectors.agola.convert.Service.CONFIGSTORE;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.agola.AgolaFault;
import io.drover.sandbox.agola.AgolaOptions;
import io.drover.sandbox.agola.AgolaService;
import io.drover.sandbox.agola.Export;
import io.drover.sandbox.faults.Rule;
import io.drover.spi.ConnectorException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether what is in the target is what was imported, and whether that is what the source held. */
class VerifyTest {

    private static final byte[] OLD = Export.real(AgolaService.CONFIGSTORE).readAll();

    private final Agolas agolas = new Agolas(AgolaOptions.quick());
    private String converted = "";

    @BeforeEach
    void importAll() throws Exception {
        converted = text(
                agolas.run("convert", agolas.target(), Agolas.task(CONFIGSTORE).input("export", OLD))
                        .file("converted"));
        agolas.run("maintenance-on", agolas.target(), CONFIGSTORE);
        agolas.run("import", agolas.target(), Agolas.task(CONFIGSTORE).input("converted", bytes(converted)));
    }

    @AfterEach
    void close() {
        agolas.close();
    }

    @Test
    void the_same_bytes_are_verified() throws Exception {
        MemoryTask task = agolas.run("verify", agolas.target(), task(converted, OLD));

        assertThat(task.facts).containsEntry("sha256", ExportHash.of(bytes(converted)));
        assertThat(task.totals).containsEntry("books.token.extracted", 3L).containsEntry("books.token.verified", 3L);
        assertThat(task.findings).isEmpty();
    }

    @Test
    void a_changed_row_is_named_by_place_kind_and_id_and_never_by_content() {
        ConnectorException refused = refused(converted.replace("\"name\":\"alice\"", "\"name\":\"mallory\""), OLD);

        assertThat(refused.code()).isEqualTo("VERIFY_DIFFERENT");
        assertThat(refused)
                .hasMessageContaining("User 5052c31f-b36f-40f9-a7f1-3603eeee058f, differs from its byte")
                .hasMessageContaining("1 rows are different, 0 missing and 0 not imported")
                .hasMessageNotContainingAny("mallory", "alice");
    }

    @Test
    void a_missing_and_a_foreign_row_are_named() {
        int cut = converted.indexOf("{\"exportMeta\":{\"kind\":\"Secret\"}");
        int next = converted.indexOf('\n', cut) + 1;

        assertThat(refused(converted.substring(0, cut) + converted.substring(next), OLD))
                .hasMessageContaining("of the export, Secret ")
                .hasMessageContaining("was not imported")
                .hasMessageContaining("0 rows are different, 0 missing and 1 not imported");
        String more = converted.substring(cut, next).replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"ffffffff\"");
        int variables = converted.indexOf("{\"exportMeta\":{\"kind\":\"Variable\"}");
        assertThat(refused(converted.substring(0, variables) + more + converted.substring(variables), OLD))
                .hasMessageContaining("Secret ffffffff, is missing")
                .hasMessageContaining("0 rows are different, 1 missing and 0 not imported");
    }

    @Test
    void an_emptied_target_is_not_verified() {
        agolas.sandbox.targetConfigstore().faults().set(AgolaFault.EXPORT_EMPTY, Rule.ONCE);

        assertThat(refused(converted, OLD)).hasMessageContaining("34 missing");
    }

    @Test
    void a_cut_answer_is_not_verified() {
        agolas.sandbox
                .targetConfigstore()
                .faults()
                .set(AgolaFault.EXPORT_ABORTED, Rule.at(4_000).once());
        assertThat(refused(converted, OLD).code()).isEqualTo("EXPORT_CUT");
        agolas.sandbox
                .targetConfigstore()
                .faults()
                .set(AgolaFault.EXPORT_CUT, Rule.at(30).once());
        assertThat(refused(converted, OLD)).hasMessageContaining("4 missing");
    }

    /** Everything is as imported, but not all of the source was. */
    @Test
    void books_that_do_not_balance_are_not_verified() throws Exception {
        String old = text(OLD);
        int last = old.lastIndexOf("{\"id\"");
        String fewer = text(agolas.run(
                        "convert", agolas.target(), Agolas.task(CONFIGSTORE).input("export", Arrays.copyOf(OLD, last)))
                .file("converted"));
        agolas.run("import", agolas.target(), Agolas.task(CONFIGSTORE).input("converted", bytes(fewer)));

        ConnectorException refused = refused(fewer, OLD);

        assertThat(refused.code()).isEqualTo("BOOKS_UNBALANCED");
        assertThat(refused)
                .hasMessageContaining("Of 2 records of type variable")
                .hasMessageContaining("1 are in the target");
    }

    private ConnectorException refused(String file, byte[] export) {
        return agolas.refused("verify", agolas.target(), task(file, export));
    }

    private static MemoryTask task(String file, byte[] export) {
        return Agolas.task(CONFIGSTORE).input("converted", bytes(file)).input("export", export);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
