package io.drover.staging;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTest {

    private static final String KEY = "e1/step/records";

    private final DirectoryStore store;

    PartTest(@TempDir Path directory) throws IOException {
        store = DirectoryStore.open(directory);
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Shape.Circle.class, name = "circle"),
        @JsonSubTypes.Type(value = Shape.Square.class, name = "square")
    })
    sealed interface Shape {
        record Circle(int radius, @Nullable String note, Instant at) implements Shape {}

        record Square(long side, Map<String, @Nullable String> notes) implements Shape {}
    }

    @Test
    void records_and_sealed_types_come_back_as_they_went() throws IOException {
        Map<String, @Nullable String> notes = new LinkedHashMap<>();
        notes.put("z", null);
        notes.put("a", "ü\n\"𝄞");
        List<Shape> shapes = List.of(
                new Shape.Circle(1, null, Instant.parse("2026-03-29T01:30:00.123456789Z")),
                new Shape.Square(1L << 60, notes));

        Manifest.Part part = write(shapes);

        assertThat(read(part, Shape.class)).isEqualTo(shapes);
        assertThat(part.records()).isEqualTo(2);
    }

    @Test
    void a_record_body_keeps_its_order_its_nulls_and_every_digit() throws IOException {
        String body = "{\"z\":1.10,\"a\":null,\"long\":123456789012345678901234567890.5,\"e\":[]}";
        ObjectNode node = (ObjectNode) StagedJson.mapper().readTree(body);
        assertThat(node.get("z").decimalValue()).isEqualTo(new BigDecimal("1.10"));

        Manifest.Part part = write(List.of(node));

        assertThat(read(part, JsonNode.class)).containsExactly(node);
        try (PartReader reader = PartReader.open(store, part)) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.raw()).asString(UTF_8).isEqualTo(body);
        }
    }

    @Test
    void texts_numbers_and_half_an_emoji_of_any_length_come_back() throws IOException {
        ObjectNode node = StagedJson.mapper().createObjectNode();
        node.put("text", "x".repeat(21 << 20));
        node.put("number", new BigDecimal("1".repeat(5000) + ".10"));
        node.put("cut", "cut \ud83d and whole \ud83d\ude00");
        node.put("n".repeat(60_000), true);
        node.set("deep", StagedJson.mapper().readTree("[".repeat(600) + "]".repeat(600)));

        assertThat(read(write(List.of(node)), JsonNode.class).equals(List.of(node)))
                .isTrue();
    }

    @Test
    void the_manifest_says_what_any_tool_would_find() throws Exception {
        Manifest.Part part = write(List.of("one", "two"));
        byte[] expected = "\"one\"\n\"two\"\n".getBytes(UTF_8);
        assertThat(part)
                .isEqualTo(new Manifest.Part(
                        "records",
                        KEY,
                        2,
                        expected.length,
                        HexFormat.of().formatHex(Sha256.newDigest().digest(expected))));
    }

    @Test
    void lines_shorter_and_longer_than_every_buffer_come_back() throws IOException {
        List<String> lines = IntStream.of(0, 1, 65_531, 65_532, 65_533, 65_534, 65_535, 200_000, 3, 1_000_000)
                .mapToObj("x"::repeat)
                .toList();
        assertThat(read(write(lines), String.class)).isEqualTo(lines);
    }

    @Test
    void an_empty_part_is_a_part() throws IOException {
        assertThat(read(write(List.of()), String.class)).isEmpty();
    }

    @Test
    void many_threads_write_whole_lines() throws Exception {
        PartWriter writer = PartWriter.create(store, "records", KEY);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> writing = new ArrayList<>();
            for (int i = 0; i < 2000; i++) {
                String line = i + "-".repeat(i % 300);
                writing.add(threads.submit(() -> {
                    writer.write(line);
                    return null;
                }));
            }
            for (Future<?> each : writing) {
                each.get();
            }
        }
        Manifest.Part part = writer.close();
        assertThat(part.records()).isEqualTo(2000);
        assertThat(read(part, String.class))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 2000)
                        .mapToObj(i -> i + "-".repeat(i % 300))
                        .toList());
    }

    @Test
    void a_line_that_has_no_json_is_refused_and_the_part_goes_on() throws IOException {
        PartWriter writer = PartWriter.create(store, "records", KEY);
        writer.write("before");
        assertThatThrownBy(() -> writer.write(new Object()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
        writer.write("after");
        assertThat(read(writer.close(), String.class)).containsExactly("before", "after");
    }

    @Test
    void an_aborted_part_leaves_nothing_and_takes_no_more() throws IOException {
        PartWriter writer = PartWriter.create(store, "records", KEY);
        writer.write("x".repeat(500_000));
        writer.abort();
        assertThat(store.list("")).isEmpty();
        assertThatThrownBy(() -> writer.write("more"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(KEY);
        assertThatThrownBy(writer::close).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_part_other_than_its_manifest_says_is_found_at_its_end() throws IOException {
        Manifest.Part part = write(List.of("one", "two"));
        assertCorrupt(with(part, 3, part.bytes(), part.sha256()), "2 lines", "3");
        assertCorrupt(with(part, 2, part.bytes() + 1, part.sha256()), part.bytes() + " bytes");
        assertCorrupt(with(part, 2, part.bytes(), "0".repeat(64)), "SHA-256 " + part.sha256(), "0".repeat(64));
    }

    @Test
    void a_cut_part_is_found() throws IOException {
        Manifest.Part part = write(IntStream.range(0, 5000).boxed().toList());
        byte[] whole = store.get(KEY).orElseThrow();
        try (OutputStream out = store.create(KEY)) {
            out.write(whole, 0, whole.length / 2);
        }
        assertCorrupt(part, "cannot be decompressed");
    }

    @Test
    void a_part_that_is_no_zstd_is_found() throws IOException {
        Manifest.Part part = write(List.of("one"));
        try (OutputStream out = store.create(KEY)) {
            out.write("\"one\"\n".getBytes(UTF_8));
        }
        assertCorrupt(part, "cannot be decompressed");
    }

    @Test
    void a_missing_part_is_said_so() throws IOException {
        Manifest.Part part = write(List.of("one"));
        store.deleteAll("e1/");
        assertCorrupt(part, "missing");
    }

    @Test
    void a_line_of_another_shape_is_named_without_its_content() throws IOException {
        Manifest.Part part = write(List.of(Map.of("type", "circle", "radius", "private words")));
        assertThatThrownBy(() -> read(part, Shape.class))
                .isInstanceOf(StagingCorruptException.class)
                .hasMessageContaining(KEY)
                .hasMessageContaining("line 1")
                .hasMessageContaining("radius")
                .hasMessageNotContaining("private")
                .hasNoCause();
    }

    private void assertCorrupt(Manifest.Part part, String... differences) {
        assertThatThrownBy(() -> read(part, JsonNode.class))
                .isInstanceOfSatisfying(
                        StagingCorruptException.class, e -> assertThat(e.key()).isEqualTo(KEY))
                .hasMessageContaining(KEY)
                .hasMessageContainingAll(differences);
    }

    private Manifest.Part write(List<?> lines) throws IOException {
        PartWriter writer = PartWriter.create(store, "records", KEY);
        for (Object line : lines) {
            writer.write(line);
        }
        return writer.close();
    }

    private <T> List<T> read(Manifest.Part part, Class<T> type) throws IOException {
        List<T> lines = new ArrayList<>();
        PartReader.forEach(store, part, type, lines::add);
        return lines;
    }

    private static Manifest.Part with(Manifest.Part part, long records, long bytes, String sha256) {
        return new Manifest.Part(part.name(), part.key(), records, bytes, sha256);
    }
}
