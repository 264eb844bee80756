package io.drover.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.embedded.S3Server;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A write whose answer is lost is sent again by the client, and refused, since the first one did its work. */
@TestInstance(Lifecycle.PER_CLASS)
class S3LostAnswerTest {

    private S3Server server;
    private LostAnswers network;
    private StagingStore store;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        server = S3Server.start(directory, 0);
        network = new LostAnswers(server.endpoint());
        store = StagingStores.open(
                URI.create("s3://" + S3Server.BUCKET + "/" + UUID.randomUUID()),
                S3Options.at(network.endpoint(), "us-east-1"));
    }

    @AfterAll
    void stop() throws IOException {
        store.close();
        network.close();
        server.close();
    }

    @Test
    void an_own_write_whose_answer_was_lost_is_known_as_an_own_one() throws IOException {
        int before = network.lost();
        network.loseTheNext();

        assertThat(store.putIfAbsent("e1/begun-01", "mark of one".getBytes(UTF_8)))
                .isTrue();
        assertThat(network.lost()).isEqualTo(before + 1);
        assertThat(store.get("e1/begun-01").orElseThrow()).asString(UTF_8).isEqualTo("mark of one");
    }

    @Test
    void another_ones_write_is_another_ones_although_an_answer_was_lost() throws IOException {
        assertThat(store.putIfAbsent("e1/begun-02", "mark of one".getBytes(UTF_8)))
                .isTrue();
        int before = network.lost();
        network.loseTheNext();

        assertThat(store.putIfAbsent("e1/begun-02", "mark of another".getBytes(UTF_8)))
                .isFalse();
        assertThat(network.lost()).isEqualTo(before + 1);
        assertThat(store.get("e1/begun-02").orElseThrow()).asString(UTF_8).isEqualTo("mark of one");
    }
}
