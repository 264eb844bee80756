package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.drover.contracts.Buried;
import io.drover.contracts.Phase;
import io.drover.contracts.Topics;
import java.io.IOException;
import java.time.Duration;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What nobody could understand can be looked at, and put back when it can be understood. */
class DeadLetterReplayTest {

    private static final String OF_A_NEWER_RELEASE =
            "{\"type\":\"drover.result\",\"version\":1,\"mustUnderstand\":[\"half\"],"
                    + "\"half\":true,\"batch\":\"19700101-000000-000-new/check/validate/000000\",\"attempt\":1,\"worker\":\"w\","
                    + "\"at\":\"2026-11-20T10:00:00Z\",\"durationMs\":5,\"usage\":{\"requests\":0,\"throttled\":0},"
                    + "\"outcome\":{\"is\":\"running\"}}";
    private static final String UNDERSTOOD = OF_A_NEWER_RELEASE
            .replace("\"mustUnderstand\":[\"half\"],\"half\":true,", "")
            .replace("-new/", "-old/");
    private static final String DESTROYING = "{\"type\":\"drover.command\",\"version\":1,"
            + "\"batch\":\"19700101-000000-000-bad/import/load/000000\",\"route\":\"a > b\",\"attempt\":1,"
            + "\"operation\":\"import\",\"inputs\":{},\"options\":{},\"deadline\":\"2026-11-20T10:17:00Z\","
            + "\"permit\":{\"by\":\"ann\",\"challenge\":\"c\",\"expiresAt\":\"2026-11-20T10:17:00Z\",\"files\":{}}}";

    private Installation installation;
    private Api api;
    private Kafka kafka;

    @BeforeEach
    void start() throws IOException {
        installation = Installation.shared();
        api = installation.api();
        kafka = new Kafka(installation.servers().kafkaSettings());
    }

    @Test
    void a_letter_says_where_it_came_from_and_why_it_is_dead_and_is_not_put_back_before_it_is_understood() {
        kafka.send(installation.signed(Topics.RESULTS, "somebody", OF_A_NEWER_RELEASE));

        JsonNode letter = awaitLetter("-000-new");

        assertThat(letter.path("key").asText()).isEqualTo("somebody");
        assertThat(letter.path("topic").asText()).isEqualTo(Topics.RESULTS);
        assertThat(letter.path("reason").asText()).contains("must be understood");
        assertThat(letter.path("bytes").asInt()).isEqualTo(OF_A_NEWER_RELEASE.length());
        Api.Answer refused = replay(letter);
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.type()).startsWith("application/problem+json");
        assertThat(refused.json().path("detail").asText()).contains("cannot understand it either");
    }

    @Test
    void a_letter_that_this_release_understands_goes_back_to_its_topic_once_and_stays_with_a_mark() {
        kafka.send(buried(Topics.RESULTS, UNDERSTOOD));
        JsonNode letter = awaitLetter("-000-old");
        assertThat(letter.path("replayedAt").isTextual()).isFalse();

        assertThat(replay(letter).status()).isEqualTo(202);

        await("the message on its topic")
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(kafka.values(Topics.RESULTS)).contains(UNDERSTOOD));
        await("the mark")
                .atMost(Duration.ofSeconds(20))
                .until(() -> awaitLetter("-000-old").path("replayedAt").isTextual());
        Api.Answer again = replay(letter);
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("detail").asText()).contains("put back at");
    }

    @Test
    void a_command_that_destroys_is_never_put_back() {
        kafka.send(buried(Topics.commands(Phase.LOAD), DESTROYING));

        Api.Answer refused = replay(awaitLetter("-000-bad"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText()).contains("something that destroys");
    }

    /** It would be signed anew, and believed. */
    @Test
    void a_letter_that_nobody_of_this_installation_signed_is_never_put_back() {
        String forged = UNDERSTOOD.replace("-old/", "-forged/");
        kafka.send(Topics.RESULTS, 0, "19700101-000000-000-forged", forged);

        Api.Answer refused = replay(awaitLetter("-000-forged"));

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("detail").asText()).contains("nobody of this installation signed it");
        assertThat(kafka.values(Topics.RESULTS)).containsOnlyOnce(forged);
    }

    @Test
    void a_long_letter_is_shown_by_its_beginning() {
        kafka.send(Topics.RESULTS, 0, "key", "langer Bräu ".repeat(1_000));

        JsonNode letter = awaitLetter("langer");

        assertThat(letter.path("text").asText()).hasSize(1_000);
        assertThat(letter.path("bytes").asInt()).isEqualTo(13_000);
    }

    @Test
    void there_is_no_letter_where_there_is_none() {
        assertThat(api.post("/dead-letters/0/999999999/replay", "").status()).isEqualTo(404);
        assertThat(api.post("/dead-letters/99/0/replay", "").status()).isEqualTo(404);
        assertThat(api.post("/dead-letters/0/-1/replay", "").status()).isEqualTo(404);
    }

    /** As whoever read {@code topic} moved it away. */
    private ProducerRecord<byte[], byte[]> buried(String topic, String value) {
        ProducerRecord<byte[], byte[]> came = installation.signed(topic, "its-key", value);
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(Topics.DEAD_LETTERS, came.key(), came.value());
        came.headers().forEach(letter.headers()::add);
        letter.headers().add(Buried.TOPIC, Kafka.bytes(topic));
        return letter;
    }

    private JsonNode awaitLetter(String text) {
        return await("the dead letter " + text)
                .atMost(Duration.ofSeconds(30))
                .until(() -> find(text), letter -> !letter.isMissingNode());
    }

    private JsonNode find(String text) {
        for (JsonNode letter : api.get("/dead-letters").json()) {
            if (letter.path("text").asText().contains(text)) {
                return letter;
            }
        }
        return MissingNode.getInstance();
    }

    private Api.Answer replay(JsonNode letter) {
        return api.post("/dead-letters/" + letter.path("partition") + "/" + letter.path("offset") + "/replay", "");
    }
}
