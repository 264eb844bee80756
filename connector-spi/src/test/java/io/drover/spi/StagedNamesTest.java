package io.drover.spi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an earlier release staged is read, and written to the same: there an entity type is called kind. */
class StagedNamesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(classes = {Record.class, BatchSpec.class, Finding.class, SurveyedField.class, TargetField.class})
    void an_entity_type_is_called_kind(Class<?> staged) throws JsonProcessingException {
        Object read = JSON.readValue("{\"kind\": \"testcase\"%s}".formatted(needed(staged)), staged);

        JsonNode written = JSON.valueToTree(read);
        assertThat(written.path("kind").asText()).isEqualTo("testcase");
        assertThat(written.has("entityType")).isFalse();
    }

    /** What it cannot be without. */
    private static String needed(Class<?> staged) {
        return staged == Finding.class
                ? ", \"severity\": \"INFO\""
                : staged == SurveyedField.class
                        ? ", \"values\": [], \"shapes\": []"
                        : staged == TargetField.class ? ", \"allowedValues\": []" : "";
    }
}
