package io.drover.connectors.zephyr.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;

/** What a test case tells the tester to do, in one of three forms. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Script.Steps.class, name = "steps"),
    @JsonSubTypes.Type(value = Script.Plain.class, name = "plain"),
    @JsonSubTypes.Type(value = Script.Bdd.class, name = "bdd")
})
public sealed interface Script {

    /** One after the other; may be empty. */
    record Steps(List<TestStep> steps) implements Script {
        public Steps {
            steps = List.copyOf(steps);
        }
    }

    /** One HTML text. */
    record Plain(String text) implements Script {}

    /** Gherkin steps without the feature header. */
    record Bdd(String text) implements Script {}
}
