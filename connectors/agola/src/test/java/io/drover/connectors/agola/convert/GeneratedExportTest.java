package io.drover.connectors.agola.convert;

import static io.drover.connectors.agola.convert.Conversions.convert;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.agola.convert.Conversions.Converted;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every export. */
class GeneratedExportTest {

    static Stream<Arguments> exports() {
        return LongStream.range(0, 12).boxed().flatMap(seed -> Stream.of(Service.values())
                .map(service -> Arguments.of(service, seed)));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void converting_twice_gives_the_same_bytes(Service service, long seed) throws Exception {
        byte[] export = generate(service, seed);

        assertThat(convert(service, export).text())
                .isEqualTo(convert(service, export).text())
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("exports")
    void the_short_way_and_the_long_way_give_the_same_bytes(Service service, long seed) throws Exception {
        byte[] export = generate(service, seed);

        assertThat(convert(service, otherOrder(service, export)).text())
                .isEqualTo(convert(service, export).text());
    }

    @ParameterizedTest
    @MethodSource("exports")
    void the_books_balance_ids_ascend_and_every_reference_is_there(Service service, long seed) throws Exception {
        Converted converted = convert(service, generate(service, seed));
        ConversionBooks books = converted.summary();

        long in = sum(books.in());
        assertThat(sum(books.out()) + sum(books.dropped())).isEqualTo(in);
        Map<String, List<String>> ids = new HashMap<>();
        for (JsonNode record : converted.records()) {
            ids.computeIfAbsent(record.at("/exportMeta/kind").asText(), kind -> new ArrayList<>())
                    .add(record.get("id").asText());
        }
        assertThat(ids.values())
                .allSatisfy(ofKind -> assertThat(ofKind).isSorted().doesNotHaveDuplicates());
        for (JsonNode record : converted.records()) {
            assertRefersTo(record, "run_config_id", ids.getOrDefault("RunConfig", List.of()));
            switch (record.at("/exportMeta/kind").asText()) {
                case "LinkedAccount", "UserToken", "OrganizationMember" -> {
                    assertRefersTo(record, "user_id", ids.getOrDefault("User", List.of()));
                    assertRefersTo(record, "remote_source_id", ids.getOrDefault("RemoteSource", List.of()));
                    assertRefersTo(record, "organization_id", ids.getOrDefault("Organization", List.of()));
                }
                default -> {}
            }
        }
    }

    private static void assertRefersTo(JsonNode record, String field, List<String> ids) {
        if (record.has(field)) {
            assertThat(ids).contains(record.get(field).asText());
        }
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static byte[] generate(Service service, long seed) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        switch (service) {
            case RUNSERVICE -> GeneratedExport.runService(seed, 12, out);
            case CONFIGSTORE -> GeneratedExport.configStore(seed, 20, out);
        }
        return out.toByteArray();
    }

    /** The same records with their fields turned round, all the way down, so that none of them can be copied as it is. */
    private static byte[] otherOrder(Service service, byte[] export) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ExportBuilder builder = new ExportBuilder(out);
        ExportReader reader = new ExportReader(service, new ByteArrayInputStream(export));
        for (OldEntry entry = reader.next(); entry != null; entry = reader.next()) {
            JsonNode turned = turned(RecordWriter.tree(entry));
            builder.entry(entry.kind().word(), entry.id(), GoJson.MAPPER.writeValueAsString(turned));
        }
        return out.toByteArray();
    }

    private static JsonNode turned(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode turned = GoJson.MAPPER.createObjectNode();
            List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(object.properties());
            fields.reversed().forEach(field -> turned.set(field.getKey(), turned(field.getValue())));
            return turned;
        }
        if (node.isArray()) {
            var turned = GoJson.MAPPER.createArrayNode();
            node.forEach(element -> turned.add(turned(element)));
            return turned;
        }
        return node;
    }
}
