package io.drover.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.ConnectorException;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static final ObjectMapper JSON = new JsonMapper();
    private static final Settings<Sample> SETTINGS = Settings.of(Sample.class);

    enum Colour {
        @JsonProperty("red")
        RED,
        @JsonProperty("dark-blue")
        DARK_BLUE
    }

    record Waits(
            @JsonProperty("longestMs") @JsonFormat(pattern = "MILLIS") @Schema(minimum = "1", defaultValue = "1500")
            Duration longest) {}

    @Secret(name = "token", title = "Token", description = "A token.", goesTo = "address")
    @Secret(
            name = "password",
            title = "Password",
            description = "A password.",
            goesTo = {"address", "others"})
    @Needs("token")
    @Needs({"user", "password"})
    record Sample(
            @Schema(
                    title = "Address",
                    description = "Where it is.",
                    requiredMode = RequiredMode.REQUIRED,
                    pattern = Settings.ADDRESS)
            String address,

            @Schema(
                    types = {"integer", "string"},
                    minimum = "1",
                    pattern = "^[0-9]+$")
            Optional<String> number,

            Optional<String> user,

            @Schema(minimum = "1", maximum = "9", defaultValue = "5")
            int size,

            @Schema(defaultValue = "[\"red\"]") Set<Colour> colours,
            @Schema(defaultValue = "dark-blue") Colour colour,
            @Schema(defaultValue = "{}") Map<String, String> names,
            Waits waits) {}

    @Test
    void the_schema_is_what_the_record_says() throws IOException {
        assertThat(JSON.readTree(SETTINGS.schema().toString())).isEqualTo(JSON.readTree("""
                {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object",
                 "properties":{
                   "address":{"type":"string","title":"Address","description":"Where it is.","pattern":"^https?://[^/?#@\\\\s]+(/[^?#\\\\s]*)?$"},
                   "number":{"type":["integer","string"],"pattern":"^[0-9]+$","minimum":1},
                   "user":{"type":"string"},
                   "size":{"type":"integer","default":5,"minimum":1,"maximum":9},
                   "colours":{"type":"array","default":["red"],"items":{"type":"string","enum":["red","dark-blue"]}},
                   "colour":{"type":"string","enum":["red","dark-blue"],"default":"dark-blue"},
                   "names":{"type":"object","default":{},"additionalProperties":{"type":"string"}},
                   "waits":{"type":"object","properties":{"longestMs":{"type":"integer","default":1500,"minimum":1}},
                     "additionalProperties":false}},
                 "required":["address"],"additionalProperties":false,
                 "$defs":{"connection":{"properties":{
                     "token":{"title":"Token","description":"A token.","type":"string","writeOnly":true,"x-goesTo":["address"]},
                     "password":{"title":"Password","description":"A password.","type":"string","writeOnly":true,
                       "x-goesTo":["address","others"]}},
                   "anyOf":[{"required":["token"]},{"required":["user","password"]}]}}}"""));
        assertThat(SETTINGS.schema().path("properties").fieldNames())
                .toIterable()
                .containsExactly("address", "number", "user", "size", "colours", "colour", "names", "waits");
        assertThat(SETTINGS.secrets()).containsExactly("token", "password");
    }

    @Test
    void what_is_not_given_has_its_default() throws IOException {
        assertThat(read("{\"address\":\"http://a\"}"))
                .isEqualTo(new Sample(
                        "http://a",
                        Optional.empty(),
                        Optional.empty(),
                        5,
                        Set.of(Colour.RED),
                        Colour.DARK_BLUE,
                        Map.of(),
                        new Waits(Duration.ofMillis(1500))));
    }

    @Test
    void what_is_given_is_read() throws IOException {
        Sample sample = read("""
                {"address":"http://a","number":7,"user":"ann","size":9,"colours":[],"colour":"red","names":{"1":"one"},
                 "waits":{"longestMs":2},"unheardOf":1}""");

        assertThat(sample)
                .isEqualTo(new Sample(
                        "http://a",
                        Optional.of("7"),
                        Optional.of("ann"),
                        9,
                        Set.of(),
                        Colour.RED,
                        Map.of("1", "one"),
                        new Waits(Duration.ofMillis(2))));
    }

    @Test
    void what_cannot_be_read_is_named_and_not_repeated() {
        assertThatThrownBy(() -> read("{\"address\":\" \"}"))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("SETTING_INVALID"))
                .hasMessage("The setting \"address\" of the sample connection is missing.");
        assertThatThrownBy(() -> read("{\"address\":\"http://a\",\"colour\":\"green\"}"))
                .hasMessage("The setting \"colour\" of the sample connection cannot be read; it is red or dark-blue.");
        assertThatThrownBy(() -> read("{\"address\":\"http://a\",\"waits\":{\"longestMs\":[]}}"))
                .hasMessage("The setting \"waits.longestMs\" of the sample connection cannot be read.");
    }

    private static Sample read(String json) throws IOException {
        return SETTINGS.read("sample", (ObjectNode) JSON.readTree(json));
    }
}
