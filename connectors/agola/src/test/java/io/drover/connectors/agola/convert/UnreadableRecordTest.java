package io.drover.connectors.agola.convert;

import static io.drover.connectors.agola.convert.Conversions.convert;
import static io.drover.connectors.agola.convert.Conversions.refused;
import static io.drover.connectors.agola.convert.ExportBuilder.export;
import static io.drover.connectors.agola.convert.Service.RUNSERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.connectors.agola.convert.ConversionException.Reason;
import io.drover.spi.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A record that is not as v0.7 writes it: it is named with its place, and so is every other one. */
class UnreadableRecordTest {

    @Test
    void every_bad_record_is_named_with_its_place_and_nothing_good_is_told_as_lost() {
        List<Finding> findings = new ArrayList<>();
        byte[] export = export(entries -> entries.entry("run", id(1), "{\"id\":\"" + id(1) + "\",\"phase\":7}")
                .run(id(2))
                .entry("run", id(3), "<html>")
                .entry("run", id(4), "{\"id\":\"" + id(4) + "\",\"counter\":-1,\"group\":\"/project/p1\"}")
                .runConfig(id(1))
                .entry("runconfig", id(2), "{\"id\":\"" + id(2) + "\",\"tasks\":[]}")
                .runConfig(id(3))
                .runConfig(id(4))
                .entry("runcounter", "p1", "null"));

        ConversionException refused = refused(RUNSERVICE, export, Nul.REFUSE, findings);

        assertThat(findings)
                .filteredOn(finding -> !finding.code().equals("RUN_NOT_ARCHIVED"))
                .extracting(Finding::code, Finding::entityType, Finding::subject)
                .containsExactly(
                        tuple("RECORD_UNREADABLE", "run", id(1)),
                        tuple("RECORD_UNREADABLE", "run", id(3)),
                        tuple("RECORD_UNREADABLE", "run", id(4)),
                        tuple("RECORD_UNREADABLE", "runconfig", id(2)),
                        tuple("RECORD_UNREADABLE", "runcounter", "p1"));
        assertThat(findings.getFirst().evidence())
                .startsWith("Entry 1 (up to byte ")
                .contains("/phase");
        assertThat(refused.reason()).isEqualTo(Reason.BAD_DATA);
        assertThat(refused)
                .hasMessageStartingWith("Entry 1 ")
                .hasMessageContaining("/phase of run " + id(1))
                .hasMessageContaining("first of 5");
    }

    @Test
    void a_file_of_bad_records_is_not_read_to_its_end() {
        List<Finding> findings = new ArrayList<>();
        byte[] export = export(entries -> {
            for (int i = 0; i < 150; i++) {
                entries.entry("run", id(i), "[]");
            }
        });

        ConversionException refused = refused(RUNSERVICE, export, Nul.REFUSE, findings);

        assertThat(findings).hasSize(100);
        assertThat(refused).hasMessageContaining("first of 100");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"exit_status\":9223372036854775808",
                "\"exit_status\":-9223372036854775809",
                "\"exit_status\":1e400",
                "\"exit_status\":" + "1000000000000000000000000000000000000000",
            })
    void a_number_that_the_import_could_not_read_is_refused(String number) {
        String run = "{\"id\":\"" + id(1) + "\",\"tasks\":{\"t\":{\"setup_step\":{" + number + "}}}}";

        ConversionException refused = refused(RUNSERVICE, export(entries -> entries.entry("run", id(1), run)));

        assertThat(refused.reason()).isEqualTo(Reason.BAD_DATA);
        assertThat(refused).hasMessageContaining("/tasks/t/setup_step/exit_status of run " + id(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, Long.MIN_VALUE, 0, 123_456_789_012_345_678L})
    void a_number_that_it_can_read_is_kept(long number) throws Exception {
        String run = "{\"id\":\"" + id(1)
                + "\",\"group\":\"/project/p1\",\"tasks\":{\"t\":{\"setup_step\":{\"exit_status\":" + number + "}}}}";
        byte[] export = export(
                entries -> entries.entry("run", id(1), run).runConfig(id(1)).entry("runcounter", "p1", "9"));

        assertThat(convert(RUNSERVICE, export)
                        .only("Run")
                        .at("/tasks/t/setup_step/exit_status")
                        .asLong())
                .isEqualTo(number);
    }

    @Test
    void an_id_of_any_length_is_refused_and_not_a_crash() {
        String id = "p".repeat(70_000);

        ConversionException refused = refused(
                RUNSERVICE,
                export(entries -> entries.run(id(1)).runConfig(id(1)).entry("runcounter", id, "1")));

        assertThat(refused.reason()).isEqualTo(Reason.BAD_ID);
        assertThat(refused.getMessage()).hasSizeLessThan(300);
    }

    private static String id(int number) {
        return "0000001lg004i-" + String.format(Locale.ROOT, "%013d", number);
    }
}
