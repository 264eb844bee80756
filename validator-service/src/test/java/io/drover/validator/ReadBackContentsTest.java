package io.drover.validator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.Counts;
import io.drover.spi.Content;
import io.drover.spi.Finding;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.worker.ContentHash;
import io.drover.worker.ContentReceipt;
import io.drover.worker.MemoryBatch;
import io.drover.worker.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Contents are proven as their records are: each is there once, and is the bytes that were sent. */
class ReadBackContentsTest {

    /** SHA-256 of {@code abc}, as FIPS 180-2 has it. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private static final ObjectNode BODY = JsonNodeFactory.instance.objectNode().put("name", "Login");
    private static final Content LOG = Content.of("log", "log.txt", 3L);

    private final MemoryTarget target = new MemoryTarget();
    private final MemoryBatch batch = new MemoryBatch(null, target);
    private final Map<String, ContentReceipt> receipts = new HashMap<>();

    private Counts validate() throws IOException {
        target.put("t1", BODY);
        batch.input("records", List.of(new Record("testcase", "T1", BODY, List.of(LOG))));
        batch.input("loaded", List.of(new Located("T1", "t1")));
        return new Validate(new Told(receipts)).run(batch);
    }

    private void sent(String execution) {
        receipts.put("log", new ContentReceipt("T1", "log", Receipt.State.CONFIRMED, "", "c1", ABC, 3L, execution));
    }

    private static Content there(Long size, @Nullable String sha256) {
        return new Content("log", "log.txt", null, size, sha256, null, JsonNodeFactory.instance.objectNode());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void a_hash_that_the_target_tells_is_enough() throws IOException {
        sent("e1");
        target.contents("t1", there(3L, ABC));

        assertThat(validate()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        assertThat(batch.findings()).isEmpty();
    }

    @Test
    void where_it_tells_none_its_bytes_are_read_and_hashed() throws IOException {
        sent("e1");
        target.contents("t1", Content.of("log", "log.txt", 3L));
        target.bytes("log", bytes("abc"));

        assertThat(validate()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
    }

    @Test
    void other_bytes_of_the_same_length_differ() throws IOException {
        sent("e1");
        target.contents("t1", Content.of("log", "log.txt", 3L));
        target.bytes("log", bytes("abd"));

        assertThat(validate()).isEqualTo(new Counts(1, 0, 0, 0, 0, 1));
        assertThat(batch.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.code()).isEqualTo("CONTENT_DIFFERS");
            assertThat(finding.field()).isEqualTo("log.txt");
            assertThat(finding.severity()).isEqualTo(Finding.Severity.ERROR);
        });
    }

    @Test
    void one_that_was_sent_and_is_not_there_is_missing() throws IOException {
        sent("e1");

        assertThat(validate()).isEqualTo(new Counts(1, 0, 0, 0, 0, 1));
        assertThat(batch.codes()).containsExactly("CONTENT_MISSING_IN_TARGET");
    }

    @Test
    void one_that_is_there_twice_is_told() throws IOException {
        sent("e1");
        target.contents("t1", there(3L, ABC), there(3L, ABC));

        validate();
        assertThat(batch.codes()).containsExactly("CONTENT_TWICE_IN_TARGET");
    }

    @Test
    void one_that_is_another_since_an_earlier_execution_is_somebodys_edit() throws IOException {
        sent("an earlier one");
        target.contents("t1", there(4L, null));

        validate();
        assertThat(batch.codes()).containsExactly("CONFLICT");
    }

    @Test
    void of_one_that_was_never_sent_the_loader_told() throws IOException {
        assertThat(validate()).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        assertThat(batch.findings()).isEmpty();
    }

    private record Told(Map<String, ContentReceipt> contents) implements Proofs {

        @Override
        public Map<String, Receipt> located(String route, String entityType, Collection<String> originIds) {
            ContentHash hash = new ContentHash(ContentHash.VERSION, "");
            return Map.of(
                    "T1",
                    new Receipt(
                            entityType,
                            "T1",
                            Receipt.State.CONFIRMED,
                            "t1",
                            hash,
                            "e1",
                            "b1",
                            1,
                            Instant.EPOCH,
                            null,
                            null,
                            null,
                            "1"));
        }

        @Override
        public Map<String, Map<String, ContentReceipt>> contents(
                String route, String entityType, Collection<String> originIds) {
            return Map.of("T1", contents);
        }
    }
}
