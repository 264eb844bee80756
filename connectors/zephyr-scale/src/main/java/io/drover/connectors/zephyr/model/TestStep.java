package io.drover.connectors.zephyr.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One step of a script. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = TestStep.Inline.class, name = "inline"),
    @JsonSubTypes.Type(value = TestStep.Call.class, name = "call")
})
public sealed interface TestStep {

    /** Texts are HTML; a wholly blank step is kept. */
    record Inline(
            @Nullable String description,
            @Nullable String testData,
            @Nullable String expectedResult,
            Map<String, JsonNode> customFields)
            implements TestStep {
        public Inline {
            customFields = customFields == null ? Map.of() : customFields;
        }
    }

    /**
     * "Do that other test case here", with values for its parameters.
     *
     * @param testCaseKey empty when the source does not say which
     * @param inline what the step says besides, null for nothing
     */
    record Call(
            String testCaseKey,
            List<Parameter> parameters,
            @Nullable Inline inline) implements TestStep {

        /** A call that says nothing besides. */
        public Call(String testCaseKey, List<Parameter> parameters) {
            this(testCaseKey, parameters, null);
        }

        public Call {
            parameters = parameters == null ? List.of() : List.copyOf(parameters);
        }
    }

    /** @param byDefault whether the called case's own default is meant */
    record Parameter(String name, @Nullable String value, boolean byDefault) {}
}
