package io.drover.connectors.agola.convert;

import static io.drover.connectors.agola.convert.Conversions.convert;
import static io.drover.connectors.agola.convert.Conversions.refused;
import static io.drover.connectors.agola.convert.Conversions.resource;
import static io.drover.connectors.agola.convert.ExportBuilder.RUN_ID;
import static io.drover.connectors.agola.convert.ExportBuilder.export;
import static io.drover.connectors.agola.convert.Service.CONFIGSTORE;
import static io.drover.connectors.agola.convert.Service.RUNSERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connectors.agola.convert.ConversionException.Reason;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each of these passes Agola's own chain, or empties the target in it. Here nothing is written. */
class DamagedInputTest {

    private static final String NEXT_ID = "0000001lg004i-0000000000002";

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "  \n "})
    void nothing_is_refused(String nothing) {
        assertRefused(RUNSERVICE, nothing.getBytes(StandardCharsets.UTF_8), Reason.EMPTY_INPUT, "empty");
    }

    @Test
    void the_export_of_the_other_service_is_refused_by_name() throws Exception {
        assertRefused(CONFIGSTORE, resource("v0.7.1/runservice-export"), Reason.OTHER_SERVICE, "--service runservice");
        assertRefused(RUNSERVICE, resource("v0.7.1/configstore-export"), Reason.OTHER_SERVICE, "--service configstore");
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void a_file_that_was_converted_already_is_refused(Service service) throws Exception {
        assertRefused(
                service, resource("v0.8.0/" + service.word() + "-migrated"), Reason.ALREADY_CONVERTED, "v0.8 already");
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void a_file_cut_inside_any_object_is_refused(Service service) throws Exception {
        byte[] export = resource("v0.7.1/" + service.word() + "-export");
        for (int end = 1; end < export.length; end += 101) {
            byte[] cut = Arrays.copyOf(export, end);
            if (export[end - 1] != '}') {
                assertRefused(service, cut, Reason.TRUNCATED, "ends inside an object");
            }
        }
    }

    @Test
    void a_run_service_cut_between_any_two_objects_is_refused() throws Exception {
        byte[] export = resource("v0.7.1/runservice-export");
        int cuts = 0;
        for (int end = 1; end < export.length; end++) {
            if (export[end - 1] == '}' && export[end] == '{') {
                assertRefused(RUNSERVICE, Arrays.copyOf(export, end), Reason.INCOMPLETE, "Export again");
                cuts++;
            }
        }
        assertThat(cuts).isEqualTo(18);
    }

    @Test
    void a_run_without_configuration_in_the_middle_is_refused() {
        assertRefused(
                export -> export.run(RUN_ID).run(NEXT_ID).runConfig(NEXT_ID).entry("runcounter", "p1", "2"),
                Reason.INCOMPLETE,
                RUN_ID);
    }

    @Test
    void configurations_without_any_run_or_counter_are_refused() {
        assertRefused(export -> export.runConfig(RUN_ID), Reason.INCOMPLETE, "empties the target");
    }

    @Test
    void an_id_that_comes_twice_is_refused() {
        assertRefused(export -> export.run(RUN_ID).run(RUN_ID), Reason.DUPLICATE_ID, RUN_ID);
    }

    @Test
    void a_linked_account_that_two_users_have_is_refused() {
        String account = "\"linked_accounts\":{\"a\":{\"id\":\"a\",\"remote_source_id\":\"r\"}}";
        byte[] export = export(entries -> entries.entry("user", "1", "{\"id\":\"1\"," + account + "}")
                .entry("user", "2", "{\"id\":\"2\"," + account + "}")
                .entry("remotesource", "r", "{\"id\":\"r\"}"));

        assertRefused(CONFIGSTORE, export, Reason.DUPLICATE_ID, "LinkedAccount");
    }

    @Test
    void two_exports_one_after_the_other_are_refused() {
        assertRefused(export -> export.oneRun().oneRun(), Reason.OUT_OF_ORDER, "one after the other");
        assertRefused(export -> export.run(NEXT_ID).run(RUN_ID), Reason.OUT_OF_ORDER, NEXT_ID);
    }

    @Test
    void an_unknown_data_type_is_refused() {
        assertRefused(export -> export.oneRun().entry("runevent", "x", "{}"), Reason.UNKNOWN_KIND, "runevent");
    }

    @Test
    void a_record_that_says_it_has_a_version_is_refused() {
        byte[] export = export(entries -> entries.entry("org", "o", "{\"version\":\"v2\",\"id\":\"o\"}"));

        assertRefused(CONFIGSTORE, export, Reason.UNKNOWN_VERSION, "org o");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{}", "[]", "1", "\0", "}", "{\"id\":\"a\",\"data_type\":\"run\"}", "<html>"})
    void garbage_after_the_end_is_refused(String garbage) {
        assertRefused(export -> export.oneRun().raw(garbage), Reason.NOT_AN_EXPORT, "Export again");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":\"\",\"message\":\"\"}", "404 page not found\n", "<html></html>", "[]", "null"})
    void an_answer_that_is_no_export_is_refused(String answer) {
        assertRefused(export -> export.raw(answer), Reason.NOT_AN_EXPORT, "At the start");
    }

    @Test
    void white_space_between_and_after_objects_is_no_damage() throws Exception {
        byte[] export = export(entries -> entries.run(RUN_ID)
                .raw("\n")
                .runConfig(RUN_ID)
                .raw(" ")
                .entry("runcounter", "p1", "1")
                .raw("\n"));

        assertThat(convert(RUNSERVICE, export).text())
                .isEqualTo(convert(RUNSERVICE, export(ExportBuilder::oneRun)).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"not base64!", "e30", "e30=="})
    void data_that_is_not_base64_is_refused(String data) {
        assertRefused(
                export -> export.raw("{\"id\":\"" + RUN_ID + "\",\"data_type\":\"run\",\"data\":\"" + data + "\"}"),
                Reason.NOT_AN_EXPORT,
                "base64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}{}", "1", "{\"id\":\"" + RUN_ID + "\",\"name\":7}"})
    void data_that_is_not_a_record_is_refused(String data) {
        assertRefused(export -> export.entry("run", RUN_ID, data), Reason.BAD_DATA, RUN_ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "\"1\"", "null", "99999999999999999999"})
    void a_counter_that_is_no_number_is_refused(String value) {
        assertRefused(
                export -> export.run(RUN_ID).runConfig(RUN_ID).entry("runcounter", "p1", value),
                Reason.BAD_DATA,
                "runcounter p1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "99999999999999999999", "\"1\""})
    void a_number_of_a_run_that_is_none_is_refused(String number) {
        String run = "{\"id\":\"" + RUN_ID + "\",\"counter\":" + number + ",\"group\":\"/project/p1\"}";

        assertRefused(export -> export.entry("run", RUN_ID, run), Reason.BAD_DATA, RUN_ID);
    }

    @Test
    void a_record_without_id_or_with_two_is_refused() {
        byte[] without = export(entries -> entries.entry("user", "u", "{\"name\":\"alice\"}"));
        byte[] two = export(entries -> entries.entry("user", "u", "{\"id\":\"v\",\"name\":\"alice\"}"));

        assertRefused(CONFIGSTORE, without, Reason.BAD_ID, "would empty the target");
        assertRefused(CONFIGSTORE, two, Reason.BAD_ID, "another id");
        assertRefused(export -> export.entry("run", "", "{}"), Reason.BAD_ID, "has no id");
        assertRefused(export -> export.run("42"), Reason.BAD_ID, "to the base of 32");
    }

    @Test
    void a_word_that_v07_does_not_have_is_refused_and_not_guessed() {
        assertRefused(
                export -> export.entry("run", RUN_ID, "{\"id\":\"" + RUN_ID + "\",\"phase\":\"paused\"}"),
                Reason.UNKNOWN_WORD,
                "\"paused\" at /phase");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2023-02-29T00:00:00Z",
                "2023-13-01T00:00:00Z",
                "2023-04-01T24:00:00Z",
                "2023-04-01T00:00:00",
                "2023-04-01T00:00:00.Z",
                "2023-04-01T00:00:00.1234567891Z",
                "2023-04-01T00:00:00+2:00",
                "2023-04-01 00:00:00Z"
            })
    void a_time_that_the_target_could_not_read_is_refused(String time) {
        assertRefused(
                export -> export.entry("run", RUN_ID, "{\"id\":\"" + RUN_ID + "\",\"end_time\":\"" + time + "\"}"),
                Reason.BAD_DATA,
                "/end_time");
    }

    @Test
    void a_refusal_never_shows_the_data() {
        byte[] export = export(entries -> entries.entry("user", "u", "{\"id\":\"u\",\"secret\":hunter2}"));

        assertThat(refused(CONFIGSTORE, export))
                .hasMessageNotContaining("hunter2")
                .hasNoCause();
    }

    private static void assertRefused(Consumer<ExportBuilder> entries, Reason reason, String message) {
        assertRefused(RUNSERVICE, export(entries), reason, message);
    }

    private static void assertRefused(Service service, byte[] export, Reason reason, String message) {
        ConversionException refused = refused(service, export);
        assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(reason);
        assertThat(refused).hasMessageContaining(message);
    }
}
