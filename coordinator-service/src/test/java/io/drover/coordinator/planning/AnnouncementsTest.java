package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.api.AnnouncedPath;
import io.drover.contracts.Signatures;
import io.drover.contracts.Topics;
import io.drover.coordinator.TestKeys;
import io.drover.coordinator.signing.CoordinatorMessages;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AnnouncementsTest {

    private final ConnectorRegistry connectors = new ConnectorRegistry();
    private final PathRegistry paths = new PathRegistry();
    private final Announcements announcements =
            new Announcements(new ObjectMapper(), connectors, paths, new CoordinatorMessages(TestKeys.KEY));

    private void read(byte @Nullable [] key, byte @Nullable [] value) {
        read(key, value, TestKeys.SIGNATURES.sign(Topics.CONNECTORS, key, value));
    }

    private void read(byte @Nullable [] key, byte @Nullable [] value, byte @Nullable [] signature) {
        ConsumerRecord<byte[], byte[]> message = new ConsumerRecord<>(Topics.CONNECTORS, 0, 7, key, value);
        message.headers().add(Signatures.HEADER, signature);
        announcements.read(message);
    }

    @Test
    void what_no_worker_signed_replaces_no_schema() {
        byte[] known = utf8("{\"id\": \"qtest\", \"settingsSchema\": {\"type\": \"object\"}}");
        byte[] forged = utf8("{\"id\": \"qtest\", \"settingsSchema\": {\"type\": \"string\"}}");
        read(utf8("qtest"), known);

        read(utf8("qtest"), forged, null);
        read(utf8("qtest"), forged, utf8("1:1:" + "A".repeat(43) + "="));
        read(utf8("qtest"), forged, TestKeys.SIGNATURES.sign(Topics.CONNECTORS, utf8("qtest"), known));
        read(utf8("qtest"), forged, TestKeys.SIGNATURES.sign(Topics.RESULTS, utf8("qtest"), forged));
        read(utf8("path/agola"), utf8("{\"path\": " + TestRecipes.path("agola", Map.of()) + "}"), null);

        assertThat(connectors.descriptors()).singleElement().satisfies(descriptor -> assertThat(
                        descriptor.path("settingsSchema").path("type").asText())
                .isEqualTo("object"));
        assertThat(paths.paths()).isEmpty();
    }

    @Test
    void a_path_and_a_connector_may_have_one_id() {
        read(utf8("agola"), utf8("{\"id\": \"agola\", \"settingsSchema\": {}}"));
        read(utf8("path/agola"), utf8("{\"path\": " + TestRecipes.path("agola", Map.of()) + "}"));

        assertThat(connectors.descriptors())
                .extracting(descriptor -> descriptor.path("id").asText())
                .containsExactly("agola");
        assertThat(paths.paths()).extracting(AnnouncedPath::id).containsExactly("agola");
    }

    @ParameterizedTest
    @MethodSource("notAnnounced")
    void what_announces_nothing_is_passed_over(byte @Nullable [] key, byte @Nullable [] value) {
        read(utf8("qtest"), utf8("{\"id\": \"qtest\", \"settingsSchema\": {}}"));

        read(key, value);

        assertThat(connectors.descriptors()).singleElement().satisfies(known -> assertThat(
                        known.path("settingsSchema").isObject())
                .isTrue());
        assertThat(paths.paths()).isEmpty();
        assertThat(announcements.takenUpTo(0)).isEqualTo(8); // or the coordinator would never be ready
        assertThat(announcements.takenUpTo(1)).isZero();
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
                arguments(utf8("x"), utf8("{\"path\": {\"id\": \"x\", \"recipes\": {}}}")),
                arguments(utf8("path/x"), utf8("{\"path\": {\"id\": \"y\", \"recipes\": {}}}")),
                arguments(utf8("path/x"), utf8("{\"path\": {\"id\": \"x\"}}")),
                arguments(utf8("path/"), utf8("{\"path\": {\"recipes\": {}}}")),
                arguments(junk, junk));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
