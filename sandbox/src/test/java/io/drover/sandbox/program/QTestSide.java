package io.drover.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.program.Caller.Reply;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.sandbox.zephyr.ZephyrOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A sandbox whose qTest is empty before each test, and what its tests ask of it. */
abstract class QTestSide {

    static RunningSandbox sandbox;
    static Caller caller;

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.start(ZephyrOptions.generated(1, 1), QTestOptions.usual());
        caller = new Caller(sandbox);
    }

    @BeforeEach
    void empty() {
        sandbox.reset();
    }

    @AfterAll
    static void stop() {
        caller.close();
        sandbox.close();
    }

    static JsonNode create(String body) {
        Reply reply = caller.qtest("POST", "/test-cases", body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.json();
    }

    static JsonNode named(String name) {
        return create("{\"name\":\"" + name + "\",\"properties\":[]}");
    }

    static void refused(Reply reply, String... words) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.message()).contains(words);
    }

    static JsonNode field(String label) {
        for (JsonNode field : caller.qtest("/settings/test-cases/fields").json()) {
            if (field.path("label").asText().equals(label)) {
                return field;
            }
        }
        throw new AssertionError("no field " + label);
    }

    static JsonNode newField(String body) {
        Reply reply = caller.qtest("POST", "/settings/test-cases/fields", body);
        assertThat(reply.status()).as(reply.text()).isEqualTo(201);
        return reply.json();
    }

    static String valued(JsonNode field, String jsonValue) {
        return "{\"name\":\"x\",\"properties\":[{\"field_id\":" + field.path("id") + ",\"field_value\":" + jsonValue
                + "}]}";
    }

    static JsonNode property(JsonNode test, String label) {
        for (JsonNode property : test.path("properties")) {
            if (property.path("field_name").asText().equals(label)) {
                return property;
            }
        }
        throw new AssertionError("no property " + label + " in " + test);
    }
}
