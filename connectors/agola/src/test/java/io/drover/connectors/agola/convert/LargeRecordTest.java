package io.drover.connectors.agola.convert;

import static io.drover.connectors.agola.convert.Conversions.convert;
import static io.drover.connectors.agola.convert.Conversions.refused;
import static io.drover.connectors.agola.convert.ExportBuilder.RUN_ID;
import static io.drover.connectors.agola.convert.Service.RUNSERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connectors.agola.convert.ConversionException.Reason;
import io.drover.connectors.agola.convert.Conversions.Converted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that are larger, or deeper, than any that Agola made so far. */
class LargeRecordTest {

    private static final String IDENTITY = "{\"id\":\"" + RUN_ID + "\"";
    private static final int LARGE = 20 << 20;

    /** The second is not as v0.7 writes it, and goes the long way. */
    @ParameterizedTest
    @ValueSource(strings = {"x", "\\u00fc"})
    void a_text_of_20_megabytes_is_converted_exactly(String more) throws Exception {
        String text = "l".repeat(LARGE);

        Converted converted = runConfig(IDENTITY + ",\"setup_errors\":[\"" + text + more + "\"]}");

        String kept = converted.only("RunConfig").at("/setup_errors/0").asText();
        assertThat(kept).hasSize(LARGE + 1);
        assertThat(kept.startsWith(text)).isTrue();
        assertThat(converted.findings()).isEmpty();
    }

    @Test
    void a_name_of_a_megabyte_is_converted_exactly() throws Exception {
        String name = "n".repeat(1 << 20);

        // The value makes it go the long way.
        Converted converted = runConfig(IDENTITY + ",\"environment\":{\"" + name + "\":\"\\u00fc\"}}");

        assertThat(converted.only("RunConfig").get("environment").path(name).asText())
                .isEqualTo("ü");
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 5_000, 9_000})
    void a_field_of_any_depth_that_v07_does_not_have_is_named_and_left_out(int depth) throws Exception {
        Converted converted = runConfig(IDENTITY + ",\"deep\":" + nested(depth) + ",\"name\":\"n\"}");

        assertThat(converted.only("RunConfig").get("name").asText()).isEqualTo("n");
        assertThat(converted.findings())
                .extracting("code", "field")
                .containsExactly(org.assertj.core.api.Assertions.tuple("FIELD_LOST", "deep"));
    }

    @Test
    void a_depth_where_v07_has_a_text_is_named() {
        ConversionException refused =
                refused(RUNSERVICE, export(IDENTITY + ",\"annotations\":{\"a\":" + nested(5_000) + "}}"));

        assertThat(refused.reason()).isEqualTo(Reason.BAD_DATA);
        assertThat(refused).hasMessageContaining("/annotations/a of runconfig " + RUN_ID);
    }

    @Test
    void what_is_deeper_than_go_reads_is_named_as_such() {
        ConversionException refused = refused(RUNSERVICE, export(IDENTITY + ",\"deep\":" + nested(50_000) + "}"));

        assertThat(refused.reason()).isEqualTo(Reason.BAD_DATA);
        assertThat(refused).hasMessageContaining("runconfig " + RUN_ID).hasMessageContaining("deeper");
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static Converted runConfig(String data) throws Exception {
        return convert(RUNSERVICE, export(data));
    }

    private static byte[] export(String data) {
        return ExportBuilder.export(
                entries -> entries.run(RUN_ID).entry("runconfig", RUN_ID, data).entry("runcounter", "p1", "9"));
    }
}
