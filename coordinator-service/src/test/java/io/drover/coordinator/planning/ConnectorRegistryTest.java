package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.contracts.Topics;
import io.drover.coordinator.domain.PlannedStep;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A recipe and the workers have to mean the same by an operation, or nothing is planned. */
class ConnectorRegistryTest {

    private static final Migration.Side AGOLA =
            new Migration.Side("agola", JsonNodeFactory.instance.objectNode(), new HashMap<>());

    private final Recipe recipe = new Recipes().find("agola-v07-to-later").orElseThrow();

    private List<Violation> said(String step, String name, boolean destructive, String retry)
            throws JsonProcessingException {
        ConnectorRegistry registry = new ConnectorRegistry(new ObjectMapper());
        registry.announced("agola", """
                {"id": "agola", "settingsSchema": {},
                 "operations": [{"name": "%s", "destructive": %s, "retry": "%s"}]}
                """.formatted(name, destructive, retry));
        PlannedStep planned = recipe.steps().stream()
                .map(Recipe.Line::toStep)
                .filter(line -> line.id().equals(step))
                .findFirst()
                .orElseThrow();
        List<Violation> violations = new ArrayList<>();
        registry.operation("target", AGOLA, planned, violations);
        return violations;
    }

    @Test
    void what_both_mean_the_same_by_is_planned() throws JsonProcessingException {
        assertThat(said("import-runservice", "import", true, "RESUME")).isEmpty();
        assertThat(said("backup-runservice", "backup", false, "SAFE")).isEmpty();
    }

    @Test
    void an_operation_that_destroys_for_one_of_them_alone_is_refused() throws JsonProcessingException {
        assertThat(said("import-runservice", "import", false, "SAFE"))
                .singleElement()
                .satisfies(violation -> assertThat(violation.toString()).contains("import destroys"));
        assertThat(said("backup-runservice", "backup", true, "RESUME")).hasSize(1);
    }

    @Test
    void an_operation_that_the_recipe_would_repeat_and_the_connector_would_not_is_refused()
            throws JsonProcessingException {
        assertThat(said("backup-runservice", "backup", false, "RESTORE_ONLY"))
                .singleElement()
                .satisfies(
                        violation -> assertThat(violation.toString()).contains("backup may be tried again by itself"));
    }

    @ParameterizedTest
    @MethodSource("notAnnounced")
    void what_announces_no_connector_is_passed_over(byte @Nullable [] key, byte @Nullable [] value) throws Exception {
        ConnectorRegistry registry = new ConnectorRegistry(new ObjectMapper());
        registry.announced("qtest", "{\"id\": \"qtest\", \"settingsSchema\": {}}");

        registry.read(new ConsumerRecord<>(Topics.CONNECTORS, 0, 7, key, value));

        assertThat(registry.descriptors()).singleElement().satisfies(known -> assertThat(
                        known.path("settingsSchema").isObject())
                .isTrue());
    }

    static Stream<Arguments> notAnnounced() {
        byte[] junk = new byte[360_000];
        Arrays.fill(junk, (byte) 0xFF);
        return Stream.of(
                arguments(utf8("qtest"), null),
                arguments(null, null),
                arguments(null, utf8("{\"id\": \"qtest\"}")),
                arguments(utf8("qtest"), new byte[0]),
                arguments(utf8("qtest"), utf8("null")),
                arguments(utf8("qtest"), utf8("[]")),
                arguments(utf8("qtest"), utf8("{\"id\": \"qtest\"}")),
                arguments(utf8("qtest"), utf8("{\"id\": \"qtest\", \"settingsSchema\": 1}")),
                arguments(utf8("other"), utf8("{\"id\": \"third\", \"settingsSchema\": {}}")),
                arguments(utf8(""), utf8("{\"settingsSchema\": {\"type\": 5}}")),
                arguments(utf8("qtest"), utf8("[".repeat(5_000))),
                arguments(junk, junk));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void an_operation_that_no_worker_has_is_refused() throws JsonProcessingException {
        assertThat(said("backup-runservice", "export", false, "SAFE"))
                .singleElement()
                .satisfies(violation -> assertThat(violation.toString()).contains("has no operation backup"));
    }
}
