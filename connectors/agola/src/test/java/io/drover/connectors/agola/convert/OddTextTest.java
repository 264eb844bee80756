package io.drover.connectors.agola.convert;

import static io.drover.connectors.agola.convert.Conversions.convert;
import static io.drover.connectors.agola.convert.Conversions.refused;
import static io.drover.connectors.agola.convert.ExportBuilder.RUN_ID;
import static io.drover.connectors.agola.convert.ExportBuilder.export;
import static io.drover.connectors.agola.convert.Service.CONFIGSTORE;
import static io.drover.connectors.agola.convert.Service.RUNSERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.connectors.agola.convert.ConversionException.Reason;
import io.drover.connectors.agola.convert.Conversions.Converted;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts that a PostgreSQL refuses in any column, jsonb and varchar: U+0000 and halves of surrogate pairs. */
class OddTextTest {

    private static final String IDENTITY = "{\"id\":\"" + RUN_ID + "\"";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`,\"name\":\"a\\u0000b\"}` | /name | U+0000 once in 3 characters",
                "`,\"annotations\":{\"message\":\"\\u0000\\u0000\"}}` | /annotations/message | U+0000 2 times in 2 characters",
                "`,\"annotations\":{\"mess\\u0000age\":\"x\"}}` | /annotations/mess\uFFFDage | U+0000 once in 8 characters of its name",
                "`,\"setup_errors\":[\"fine\",\"\\u0000\"]}` | /setup_errors/1 | U+0000 once in 1 characters",
                "`,\"environment\":{\"PATH\":\"x\\ud800\"}}` | /environment/PATH | half a surrogate pair once in 2 characters",
                "`,\"environment\":{\"PATH\":\"\\udc00\\u0000\"}}` | /environment/PATH | `U+0000 once, half a surrogate pair once in 2 characters`",
                "`,\"static_environment\":{\"\\ud83d\":\"\"}}` | /static_environment/\uFFFD | half a surrogate pair once in 1 characters of its name",
                "`,\"tasks\":{\"t\":{\"name\":\"\\u0000\"}}}` | /tasks/t/name | U+0000 once in 1 characters",
                "`,\"tasks\":{\"t\":{\"steps\":[{\"type\":\"run\",\"command\":\"\\u0000\",\"tty\":true}]}}}` | /tasks/t/steps/0/command | U+0000 once in 1 characters",
            })
    void a_text_of_a_run_configuration_is_named_and_nothing_is_written(String rest, String field, String evidence) {
        List<Finding> findings = new ArrayList<>();

        ConversionException refused = refused(RUNSERVICE, runConfig(IDENTITY + rest), Nul.REFUSE, findings);

        assertThat(refused.reason()).isEqualTo(Reason.TEXT_NOT_STORABLE);
        assertThat(refused)
                .hasMessageContaining(field + " of runconfig " + RUN_ID)
                .hasMessageContaining("--nul replace");
        assertThat(findings)
                .extracting(Finding::code, Finding::severity, Finding::entityType, Finding::subject, Finding::field)
                .containsExactly(tuple("TEXT_NOT_STORABLE", Severity.ERROR, "runconfig", RUN_ID, field));
        assertThat(findings.getFirst().evidence()).isEqualTo(evidence);
    }

    @Test
    void every_such_text_is_named_before_nothing_is_written() {
        List<Finding> findings = new ArrayList<>();
        String odd = IDENTITY + ",\"name\":\"\\u0000\",\"group\":\"/project/p1/\\u0000\"}";
        byte[] export = export(entries -> entries.entry("run", RUN_ID, odd)
                .entry("runconfig", RUN_ID, odd)
                .entry("runcounter", "p1", "9"));

        ConversionException refused = refused(RUNSERVICE, export, Nul.REFUSE, findings);

        assertThat(refused).hasMessageStartingWith("4 texts");
        assertThat(findings)
                .filteredOn(finding -> finding.code().equals("TEXT_NOT_STORABLE"))
                .extracting(Finding::entityType, Finding::field)
                .containsExactly(
                        tuple("run", "/name"),
                        tuple("run", "/group"),
                        tuple("runconfig", "/name"),
                        tuple("runconfig", "/group"));
    }

    @Test
    void when_asked_for_another_character_stands_for_each_and_each_text_is_named() throws Exception {
        String text = "\"a\\u0000b\\ud800c\\ud83d\\ude00\\udead\\u0001\"";
        Converted converted = convert(
                RUNSERVICE,
                runConfig(IDENTITY + ",\"name\":" + text + ",\"environment\":{\"k\\u0000\":" + text + "}}"),
                Nul.REPLACE);

        assertThat(converted.only("RunConfig").get("name").asText()).isEqualTo("a\uFFFDb\uFFFDc😀\uFFFD\u0001");
        assertThat(converted.only("RunConfig").get("environment").get("k\uFFFD").asText())
                .isEqualTo("a\uFFFDb\uFFFDc😀\uFFFD\u0001");
        assertThat(converted.findings())
                .extracting(Finding::code, Finding::severity, Finding::field, Finding::evidence)
                .containsExactly(
                        tuple(
                                "TEXT_CLEANED",
                                Severity.WARNING,
                                "/name",
                                "U+0000 once, half a surrogate pair 2 times in 9 characters"),
                        tuple(
                                "TEXT_CLEANED",
                                Severity.WARNING,
                                "/environment/k\uFFFD",
                                "U+0000 once in 2 characters of its name"),
                        tuple(
                                "TEXT_CLEANED",
                                Severity.WARNING,
                                "/environment/k\uFFFD",
                                "U+0000 once, half a surrogate pair 2 times in 9 characters"));
    }

    @Test
    void names_that_would_become_one_are_refused_even_then() {
        List<Finding> findings = new ArrayList<>();
        byte[] export = runConfig(IDENTITY + ",\"environment\":{\"k\\u0000\":\"1\",\"k\uFFFD\":\"2\"}}");

        ConversionException refused = refused(RUNSERVICE, export, Nul.REPLACE, findings);

        assertThat(refused.reason()).isEqualTo(Reason.TEXT_NOT_STORABLE);
        assertThat(findings)
                .extracting(Finding::code, Finding::field)
                .contains(tuple("TEXT_NOT_STORABLE", "/environment"));
    }

    @Test
    void a_character_that_is_in_the_file_as_it_is_counts_too() throws Exception {
        byte[] export = runConfig(IDENTITY + ",\"name\":\"a\0b\nc\"}");

        assertThat(refused(RUNSERVICE, export).reason()).isEqualTo(Reason.TEXT_NOT_STORABLE);
        assertThat(convert(RUNSERVICE, export, Nul.REPLACE)
                        .only("RunConfig")
                        .get("name")
                        .asText())
                .isEqualTo("a\uFFFDb\nc");
    }

    @Test
    void bytes_that_are_no_text_are_refused_and_not_replaced_in_silence() {
        byte[] export = export(
                entries -> entries.run(RUN_ID).entry("runconfig", RUN_ID, "{}").entry("runcounter", "p1", "9"));
        byte[] data = (IDENTITY + ",\"name\":\"a?b\"}").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        data[data.length - 4] = (byte) 0xff;
        String text = new String(export, java.nio.charset.StandardCharsets.US_ASCII)
                .replace("\"e30=\"", '"' + java.util.Base64.getEncoder().encodeToString(data) + '"');

        ConversionException refused = refused(RUNSERVICE, text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        assertThat(refused.reason()).isEqualTo(Reason.BAD_DATA);
        assertThat(refused).hasMessageContaining("runconfig " + RUN_ID).hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user|{\"id\":\"x\",\"name\":\"\\u0000\"}",
                "user|{\"id\":\"x\",\"secret\":\"\\u0000\"}",
                "user|{\"id\":\"x\",\"tokens\":{\"t\\u0000\":\"v\"}}",
                "user|{\"id\":\"x\",\"tokens\":{\"t\":\"\\u0000\"}}",
                "org|{\"id\":\"x\",\"name\":\"\\u0000\"}",
                "projectgroup|{\"id\":\"x\",\"name\":\"\\u0000\",\"parent\":{\"type\":\"user\",\"id\":\"u\"}}",
                "project|{\"id\":\"x\",\"parent\":{\"type\":\"user\",\"id\":\"\\u0000\"}}",
                "project|{\"id\":\"x\",\"ssh_private_key\":\"\\u0000\"}",
                "remotesource|{\"id\":\"x\",\"client_secret\":\"\\u0000\"}",
                "secret|{\"id\":\"x\",\"data\":{\"k\":\"hunter2\\u0000\"}}",
                "secret|{\"id\":\"x\",\"data\":{\"k\\ud800\":\"hunter2\"}}",
                "variable|{\"id\":\"x\",\"values\":[{\"secret_name\":\"\\u0000\"}]}",
            })
    void a_text_of_any_record_of_the_config_store_is_named_and_not_shown(String record) throws Exception {
        String kind = record.substring(0, record.indexOf('|'));
        byte[] export = export(entries -> entries.entry(kind, "x", record.substring(record.indexOf('|') + 1)));
        List<Finding> findings = new ArrayList<>();

        ConversionException refused = refused(CONFIGSTORE, export, Nul.REFUSE, findings);
        Converted replaced = convert(CONFIGSTORE, export, Nul.REPLACE);

        assertThat(refused.reason()).isEqualTo(Reason.TEXT_NOT_STORABLE);
        assertThat(findings)
                .filteredOn(finding -> finding.code().equals("TEXT_NOT_STORABLE"))
                .extracting(Finding::entityType, Finding::subject)
                .containsExactly(tuple(kind, "x"));
        assertThat(refused.getMessage() + findings).doesNotContain("hunter2");
        assertThat(replaced.codes()).contains("TEXT_CLEANED").doesNotContain("TEXT_NOT_STORABLE");
        assertThat(replaced.text()).contains("\uFFFD").doesNotContain("\\u0000");
    }

    @Test
    void an_account_whose_reference_has_one_is_dangling_and_its_id_is_never_changed() throws Exception {
        byte[] reference = export(entries -> entries.entry(
                        "user",
                        "u",
                        "{\"id\":\"u\",\"linked_accounts\":{\"a\":{\"id\":\"a\",\"remote_source_id\":\"r\\u0000\"}}}")
                .entry("remotesource", "r", "{\"id\":\"r\"}"));
        byte[] id = export(entries -> entries.entry(
                        "user",
                        "u",
                        "{\"id\":\"u\",\"linked_accounts\":{\"a\":{\"id\":\"a\\u0000\",\"remote_source_id\":\"r\"}}}")
                .entry("remotesource", "r", "{\"id\":\"r\"}"));

        assertThat(convert(CONFIGSTORE, reference, Nul.REPLACE).codes())
                .contains("TEXT_CLEANED", "LINKED_ACCOUNT_DANGLING");
        ConversionException refused = refused(CONFIGSTORE, id, Nul.REPLACE, new ArrayList<>());
        assertThat(refused.reason()).isEqualTo(Reason.BAD_ID);
        assertThat(refused).hasMessageContaining("user u");
    }

    private static byte[] runConfig(String data) {
        return export(
                entries -> entries.run(RUN_ID).entry("runconfig", RUN_ID, data).entry("runcounter", "p1", "9"));
    }
}
