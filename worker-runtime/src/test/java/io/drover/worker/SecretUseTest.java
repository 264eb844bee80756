package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.ConnectionRef;
import io.drover.spi.ConnectorException;
import io.drover.spi.Descriptor;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** To which addresses a connection sends a secret. */
class SecretUseTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SETTINGS = """
        {"url": "https://A.example/v2", "other": "https://b.example", "name": "https",
         "replicas": ["http://c:4000", "http://d:4000"], "host": {"host": "Build", "port": 2222}, "none": ""}\
        """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"url\" | some@https://a.example",
                "\"url\",\"replicas\" | some@http://c:4000,http://d:4000,https://a.example",
                "\"host\" | some@build:2222",
                "\"none\",\"absent\" | some"
            })
    void it_is_what_the_connector_says_of_the_secret(String goesTo, String use) throws IOException {
        String schema = "{\"$defs\":{\"connection\":{\"properties\":{\"token\":{\"x-goesTo\":[" + goesTo + "]}}}}}";

        assertThat(SecretUse.of(ref(SETTINGS), descriptor(schema), "token")).hasToString(use);
    }

    @Test
    void of_a_connector_that_says_nothing_it_is_each_address() throws IOException {
        assertThat(SecretUse.of(ref(SETTINGS), descriptor("{}"), "token"))
                .hasToString("some@http://c:4000,http://d:4000,https://a.example,https://b.example");
    }

    @Test
    void what_is_no_address_is_refused_and_not_repeated() {
        assertThatThrownBy(() ->
                        SecretUse.of(ref("{\"url\": \"https://user:canary@a.example\"}"), descriptor("{}"), "token"))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("BASE_URL_INVALID"))
                .hasMessageNotContaining("canary");
    }

    private static ConnectionRef ref(String settings) throws IOException {
        return new ConnectionRef("source", "some", (ObjectNode) JSON.readTree(settings), Map.of("token", "t"), 1);
    }

    private static Descriptor descriptor(String schema) throws IOException {
        return new Descriptor("some", "Some", Set.of(), List.of(), List.of(), JSON.readTree(schema), List.of("token"));
    }
}
