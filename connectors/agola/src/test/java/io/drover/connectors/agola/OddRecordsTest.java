package io.drover.connectors.agola;

import static io.drover.connectors.agola.convert.Service.RUNSERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.agola.AgolaFault;
import io.drover.sandbox.agola.AgolaOptions;
import io.drover.sandbox.agola.AgolaOptions.Pair;
import io.drover.sandbox.agola.AgolaService;
import io.drover.sandbox.agola.Export;
import io.drover.spi.ConnectorException;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The way of the recipe with records as they should not be: everything is told before anything is destroyed. */
class OddRecordsTest {

    private static final String FIRST = "0000001lg004i-0000000000001";

    private final Agolas agolas = new Agolas(AgolaOptions.quick()
            .source(new Pair(withNul(), Export.real(AgolaService.CONFIGSTORE)), Export.realUnarchivedRuns())
            .target(Pair.REAL_CONVERTED));

    @AfterEach
    void close() {
        agolas.close();
    }

    @Test
    void a_zero_in_a_run_is_named_by_the_preflight_and_refused_by_the_conversion() throws Exception {
        MemoryTask preflight = agolas.run("preflight", agolas.source(), new MemoryTask());
        ConnectorException refused = agolas.refused("convert", agolas.target(), conversion(agolas.source()));

        assertThat(preflight.findings)
                .filteredOn(finding -> finding.code().equals("TEXT_NOT_STORABLE"))
                .extracting(Finding::severity, Finding::subject, Finding::field)
                .containsExactly(tuple(Severity.ERROR, FIRST, "/annotations/message"));
        assertThat(preflight.totals).containsEntry("losses", 5L);
        assertThat(refused.code()).isEqualTo("TEXT_NOT_STORABLE");
        assertThat(refused).hasMessageContaining("/annotations/message of run " + FIRST);
    }

    @Test
    void a_database_that_refuses_zeros_takes_what_was_converted_with_another_character() throws Exception {
        ObjectNode source = agolas.source().put("nul", "replace");
        agolas.sandbox.targetRunservice().faults().set(AgolaFault.POSTGRES);

        MemoryTask preflight = agolas.run("preflight", source, new MemoryTask());
        MemoryTask export = agolas.run("export", source, RUNSERVICE);
        MemoryTask converted = agolas.run("convert", agolas.target(), conversion(source));
        Maintenances.enter(agolas.sandbox.targetRunservice());
        agolas.run("import", agolas.target(), Agolas.task(RUNSERVICE).input("converted", converted.file("converted")));
        MemoryTask verified = agolas.run(
                "verify",
                agolas.target(),
                Agolas.task(RUNSERVICE)
                        .source(source)
                        .input("converted", converted.file("converted"))
                        .input("export", export.file("export")));

        assertThat(preflight.codes()).contains("TEXT_CLEANED").doesNotContain("TEXT_NOT_STORABLE");
        assertThat(converted.findings)
                .filteredOn(finding -> finding.code().equals("TEXT_CLEANED"))
                .extracting(Finding::subject, Finding::field)
                .containsExactly(tuple(FIRST, "/annotations/message"));
        assertThat(verified.totals).containsEntry("books.run.verified", 6L);
        assertThat(agolas.sandbox.targetRunservice().faults().fired(AgolaFault.POSTGRES))
                .isZero();
    }

    /** Why it is refused before: a PostgreSQL says so when its tables are gone. */
    @Test
    void the_same_file_with_a_zero_would_have_emptied_that_database() throws Exception {
        agolas.sandbox.targetRunservice().faults().set(AgolaFault.POSTGRES);
        Maintenances.enter(agolas.sandbox.targetRunservice());
        String converted =
                new String(Export.realConverted(AgolaService.RUNSERVICE).readAll(), StandardCharsets.UTF_8);
        byte[] zero =
                converted.replace("\"message\":\"", "\"message\":\"\\u0000").getBytes(StandardCharsets.UTF_8);

        ConnectorException failed = agolas.refused(
                "import", agolas.target(), Agolas.task(RUNSERVICE).input("converted", zero));

        assertThat(failed.code()).isEqualTo("IMPORT_FAILED");
        assertThat(agolas.sandbox.targetRunservice().content().isEmpty()).isTrue();
    }

    @Test
    void the_setting_belongs_to_the_source() {
        ConnectorException refused = agolas.refused(
                "check-new", agolas.target().put("nul", "replace"), new MemoryTask().source(agolas.source()));

        assertThat(refused.code()).isEqualTo("SETTING_INVALID");
    }

    @Test
    void runs_of_a_project_that_is_gone_are_named() throws Exception {
        String gone = "4a8f03ab-f848-4d45-b553-dc4e3d47740b";
        String configuration = new String(Export.real(AgolaService.CONFIGSTORE).readAll(), StandardCharsets.US_ASCII);
        int from = configuration.indexOf("{\"id\":\"" + gone);
        String without =
                configuration.substring(0, from) + configuration.substring(configuration.indexOf('}', from) + 1);
        Pair pair = new Pair(
                Export.real(AgolaService.RUNSERVICE), Export.bytes(without.getBytes(StandardCharsets.US_ASCII)));
        try (Agolas orphaned = new Agolas(AgolaOptions.quick().source(pair, Export.EMPTY))) {
            MemoryTask preflight = orphaned.run("preflight", orphaned.source(), new MemoryTask());

            assertThat(preflight.findings)
                    .filteredOn(finding -> finding.code().equals("REFERENCE_MISSING"))
                    .extracting(Finding::entityType, Finding::subject, Finding::field)
                    .containsExactly(tuple("runcounter", gone, "group"));
        }
    }

    private MemoryTask conversion(ObjectNode source) {
        return Agolas.task(RUNSERVICE)
                .source(source)
                .input("export", agolas.sandbox.sourceRunservice().export());
    }

    /** The real export with U+0000 in the message of its first run. */
    private static Export withNul() {
        String export = new String(Export.real(AgolaService.RUNSERVICE).readAll(), StandardCharsets.US_ASCII);
        int from = export.indexOf("\"data\":\"") + 8;
        int to = export.indexOf('"', from);
        String run = new String(Base64.getDecoder().decode(export.substring(from, to)), StandardCharsets.UTF_8)
                .replaceFirst("\"message\":\"", "\"message\":\"nul \\\\u0000 here ");
        String data = Base64.getEncoder().encodeToString(run.getBytes(StandardCharsets.UTF_8));
        return Export.bytes(
                (export.substring(0, from) + data + export.substring(to)).getBytes(StandardCharsets.US_ASCII));
    }
}
