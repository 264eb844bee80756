package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever an outside system makes of a value that it was sent, it is not left. */
class ValueMasksTest {

    private static final List<String> VALUES = List.of(
            "canary/7f3+a91\"c2 <e5&'x=",
            "canary-7f3a91c2e5",
            "eyJhbGciOiJIUzI1NiJ9.canary.c2ln",
            "pässwörd-🔑-canary\\n");
    private static final ValueMasks MASKS = new ValueMasks(VALUES, "***");

    /** Ways to write a text, by what they are called. */
    private static final Map<String, UnaryOperator<String>> WAYS = Map.ofEntries(
            Map.entry("as it is", UnaryOperator.identity()),
            Map.entry("JSON", ValueMasksTest::json),
            Map.entry("JSON within JSON", text -> json(json(text))),
            Map.entry("JSON with slashes", text -> json(text).replace("/", "\\/")),
            Map.entry("JSON in ASCII", ValueMasksTest::ascii),
            Map.entry(
                    "JSON for HTML", text -> json(text).replace("<", "\\u003c").replace("&", "\\u0026")),
            Map.entry("form", text -> URLEncoder.encode(text, StandardCharsets.UTF_8)),
            Map.entry("URL", text -> url(text)),
            Map.entry("URL in small letters", text -> Pattern.compile("%..")
                    .matcher(url(text))
                    .replaceAll(escape -> escape.group().toLowerCase(Locale.ROOT))),
            Map.entry("URL twice", text -> url(url(text))),
            Map.entry("URL, each byte", text -> "%" + String.join("%", hex(text).split("(?<=\\G..)"))),
            Map.entry("HTML", ValueMasksTest::html),
            Map.entry("HTML twice", text -> html(html(text))),
            Map.entry(
                    "HTML by number",
                    text -> html(text).replace("&lt;", "&#60;").replace("&quot;", "&#x22;")),
            Map.entry("base64", text -> base64(text)),
            Map.entry("base64 without padding", text -> base64(text).replace("=", "")),
            Map.entry("base64 for URLs", text -> base64(text).replace('+', '-').replace('/', '_')),
            Map.entry("base64 in a URL", text -> url(base64(text))),
            Map.entry("base64 of one more", text -> base64("a" + text)),
            Map.entry("base64 with a user", text -> base64("ab:" + text + ":cde")),
            Map.entry("base64 in lines", text -> base64(text).replaceAll("(.{10})", "$1\r\n")),
            Map.entry("base64 in JSON in lines", text -> base64(text).replaceAll("(.{10})", "$1\\\\n")),
            Map.entry("hex", ValueMasksTest::hex),
            Map.entry("HEX", text -> hex(text).toUpperCase(Locale.ROOT)),
            Map.entry("hex with colons", text -> String.join(":", hex(text).split("(?<=\\G..)"))));

    static List<String> ways() {
        return new ArrayList<>(WAYS.keySet());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void no_way_to_write_a_value_leaves_it(String way) {
        for (String value : VALUES) {
            String written = Objects.requireNonNull(WAYS.get(way)).apply(value);
            String masked = MASKS.of("you sent " + written + ", and that is wrong");

            assertThat(masked).as(value).startsWith("you sent ").endsWith(", and that is wrong");
            assertThat(masked.length()).as(masked).isLessThanOrEqualTo("you sent , and that is wrong".length() + 16);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cut canary-7f3… there | cut ***… there",
                "cut …a91c2e5 there | cut …*** there",
                "at the end canary-7f3a | at the end ***",
                "7f3a91c2e5 at the beginning | *** at the beginning",
                "cut Y2FuYXJ5LTdm… there | cut ***… there",
                "cut canary%2D7f… there | cut ***… there",
                "cut canary%2D7f% | cut ***",
                "cut canary/7f3+a91&quo… there | cut ***… there",
                "cut canary/7f3+a91\\u00… there | cut ***… there",
                "cut canary/7f3+a91%2… there | cut ***… there",
                "cut canary/7f3+a91 & more… | cut canary/7f3+a91 & more…",
                "canary-7f3a91c2e5canary-7f3a91c2e5 | ******"
            })
    void what_was_cut_in_the_middle_is_not_left_either(String text, String masked) {
        assertThat(MASKS.of(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "…", "can", "a canary sang", "no value: c2ln, 50% & more; \\ & \\u00 &#x; %", "x…can"})
    void what_is_no_value_stays(String text) {
        assertThat(MASKS.of(text)).isEqualTo(text);
    }

    @Test
    void a_short_value_is_looked_for_as_it_is_only() {
        assertThat(new ValueMasks(List.of("ab"), "*").of("ab YWI= 6162")).isEqualTo("* YWI= 6162");
    }

    @Test
    void without_values_nothing_is_masked() {
        assertThat(new ValueMasks(List.of("", " "), "*").of("any text")).isEqualTo("any text");
    }

    private static String json(String text) {
        try {
            String quoted = new ObjectMapper().writeValueAsString(text);
            return quoted.substring(1, quoted.length() - 1);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ascii(String text) {
        StringBuilder ascii = new StringBuilder();
        json(text).chars().forEach(c -> ascii.append(c < 128 ? String.valueOf((char) c) : "\\u%04X".formatted(c)));
        return ascii.toString();
    }

    private static String url(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String html(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
