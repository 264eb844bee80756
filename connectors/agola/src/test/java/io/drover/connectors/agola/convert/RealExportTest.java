package io.drover.connectors.agola.convert;

import static io.drover.connectors.agola.convert.Conversions.AT;
import static io.drover.connectors.agola.convert.Conversions.convert;
import static io.drover.connectors.agola.convert.Conversions.json;
import static io.drover.connectors.agola.convert.Conversions.resource;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.agola.convert.Conversions.Converted;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Real exports of v0.7.1 against what Agola's own converter made of them. Only two things may differ: the times of creation and
 * update, which are those of the conversion, and the ids that Agola draws at random, in {@link #RANDOM_ID} and where runs refer
 * to them. The order of the records of such a kind differs with the ids.
 */
class RealExportTest {

    private static final Set<String> RANDOM_ID = Set.of("Run", "RunConfig", "RunCounter", "UserToken");
    private static final Set<String> TIMES = Set.of("creationTime", "updateTime");

    @ParameterizedTest
    @EnumSource(Service.class)
    void every_field_but_times_and_random_ids_is_that_of_agola(Service service) throws Exception {
        List<ObjectNode> theirs = theirs(service);
        List<ObjectNode> ours = ours(service);

        assertThat(ours).hasSameSizeAs(theirs);
        assertThat(ours.stream().map(RealExportTest::kind).toList())
                .isEqualTo(theirs.stream().map(RealExportTest::kind).toList());
        Map<String, ObjectNode> theirsByKey = byKey(theirs);
        Map<String, ObjectNode> oursByKey = byKey(ours);
        assertThat(oursByKey.keySet()).isEqualTo(theirsByKey.keySet());
        theirsByKey.forEach((key, record) -> assertSameFields(key, requireNonNull(oursByKey.get(key)), record));
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void lines_are_the_same_bytes_once_times_and_random_ids_are_taken_out(Service service) throws Exception {
        String theirs = new String(resource("v0.8.0/" + service.word() + "-migrated"), StandardCharsets.UTF_8);
        String ours = converted(service).text();

        assertThat(masked(ours)).containsExactlyInAnyOrderElementsOf(masked(theirs));
        assertThat(ours).endsWith("\n");
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void times_are_the_one_given_as_go_writes_it(Service service) throws Exception {
        assertThat(ours(service)).allSatisfy(record -> assertThat(TIMES)
                .allSatisfy(time -> assertThat(record.get(time).asText()).isEqualTo("2026-11-20T08:13:52.065Z")));
        assertThat(theirs(service)).allSatisfy(record -> assertThat(TIMES)
                .allSatisfy(time -> assertThat(record.get(time).asText())
                        .isEqualTo(GoTime.format(Instant.parse(record.get(time).asText())))));
        assertThat(AT).isEqualTo(Instant.parse("2026-11-20T08:13:52.065Z"));
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void new_ids_are_uuids_one_for_one_and_ascend_within_their_kind(Service service) throws Exception {
        Map<String, String> newIds = new HashMap<>();
        Map<String, ObjectNode> theirs = byKey(theirs(service));
        byKey(ours(service)).forEach((key, record) -> {
            String id = record.get("id").asText();
            String theirId = requireNonNull(theirs.get(key)).get("id").asText();
            assertThat(id).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
            if (RANDOM_ID.contains(kind(record))) {
                assertThat(newIds.put(theirId, id)).isNull();
            } else {
                assertThat(id).isEqualTo(theirId);
            }
        });
        assertThat(new HashSet<>(newIds.values())).hasSameSizeAs(newIds.keySet());
        Map<String, List<String>> ids = new TreeMap<>();
        ours(service).forEach(record -> ids.computeIfAbsent(kind(record), kind -> new ArrayList<>())
                .add(record.get("id").asText()));
        assertThat(ids.values()).allSatisfy(ofKind -> assertThat(ofKind).isSorted());
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void the_books_balance_and_lost_runs_are_named(Service service) throws Exception {
        Converted converted = converted(service);

        switch (service) {
            case RUNSERVICE -> {
                assertThat(converted.summary().in()).isEqualTo(Map.of("run", 6L, "runconfig", 10L, "runcounter", 3L));
                assertThat(converted.summary().out()).isEqualTo(Map.of("Run", 6L, "RunConfig", 6L, "RunCounter", 3L));
                assertThat(converted.summary().dropped()).isEqualTo(Map.of("runconfig", 4L));
                assertThat(converted.findings())
                        .extracting("code", "subject")
                        .containsExactly(Stream.of("6", "b", "c", "d")
                                .map(end -> tuple("RUN_LOST", "0000001lg004i-000000000000" + end))
                                .toArray(Tuple[]::new));
            }
            case CONFIGSTORE -> {
                assertThat(converted.summary().in())
                        .containsEntry("linked_account", 4L)
                        .containsEntry("token", 3L);
                assertThat(converted.summary().out().values().stream()
                                .mapToLong(Long::longValue)
                                .sum())
                        .isEqualTo(34);
                assertThat(converted.summary().dropped()).isEmpty();
                assertThat(converted.codes()).containsExactly("CREATION_TIME_LOST", "CREATION_TIME_LOST");
            }
        }
        assertThat(converted.summary().bytesIn()).isEqualTo(export(service).length);
        assertThat(converted.summary().bytesOut()).isEqualTo(converted.text().getBytes(StandardCharsets.UTF_8).length);
    }

    /** Upstream's import fixtures, which its own tests import, have no field of ours in another order. */
    @ParameterizedTest
    @EnumSource(Service.class)
    void fields_are_in_the_order_of_the_import_fixtures_of_agola(Service service) throws Exception {
        Map<String, List<String>> known = new HashMap<>();
        for (ObjectNode record :
                records(new String(resource("upstream/" + service.word() + "-import.jsonc"), StandardCharsets.UTF_8))) {
            List<String> names = new ArrayList<>();
            record.fieldNames().forEachRemaining(names::add);
            known.merge(kind(record), names, (left, right) -> left.size() >= right.size() ? left : right);
        }
        int compared = 0;
        for (ObjectNode record : ours(service)) {
            List<String> order = known.getOrDefault(kind(record), List.of());
            List<String> names = new ArrayList<>();
            record.fieldNames().forEachRemaining(names::add);
            names.retainAll(order);
            assertThat(names)
                    .as(kind(record))
                    .isEqualTo(order.stream().filter(names::contains).toList());
            compared += names.size();
        }
        assertThat(compared).isGreaterThan(ours(service).size() * 4);
    }

    private static void assertSameFields(String key, ObjectNode ours, ObjectNode theirs) {
        List<String> names = new ArrayList<>();
        theirs.fieldNames().forEachRemaining(names::add);
        List<String> ourNames = new ArrayList<>();
        ours.fieldNames().forEachRemaining(ourNames::add);
        assertThat(ourNames).as("order of the fields of " + key).isEqualTo(names);
        for (String name : names) {
            boolean random = name.equals("run_config_id") || (name.equals("id") && RANDOM_ID.contains(kind(ours)));
            if (!random && !TIMES.contains(name)) {
                assertThat(ours.get(name)).as(key + " " + name).isEqualTo(theirs.get(name));
            }
        }
    }

    /** By what does not change: runs by sequence, configurations by that of their run, counters by group, tokens by user and name. */
    private static Map<String, ObjectNode> byKey(List<ObjectNode> records) {
        Map<String, String> sequenceOfConfiguration = new HashMap<>();
        for (ObjectNode record : records) {
            if (record.has("run_config_id")) {
                sequenceOfConfiguration.put(
                        record.get("run_config_id").asText(),
                        record.get("sequence").asText());
            }
        }
        Map<String, ObjectNode> byKey = new TreeMap<>();
        for (ObjectNode record : records) {
            String id = record.get("id").asText();
            String key =
                    switch (kind(record)) {
                        case "Run" -> record.get("sequence").asText();
                        case "RunConfig" -> sequenceOfConfiguration.get(id);
                        case "RunCounter" -> record.get("GroupID").asText();
                        case "UserToken" ->
                            record.get("user_id").asText() + record.get("name").asText();
                        default -> id;
                    };
            assertThat(key).as("a run refers to configuration " + id).isNotNull();
            assertThat(byKey.put(kind(record) + " " + key, record)).as(key).isNull();
        }
        return byKey;
    }

    private static List<String> masked(String text) {
        return text.lines()
                .map(line -> line.replaceAll("\"(creationTime|updateTime|run_config_id)\":\"[^\"]*\"", "\"$1\":\"\""))
                .map(line -> RANDOM_ID.contains(kind(json(line)))
                        ? line.replaceFirst("\"id\":\"[^\"]*\"", "\"id\":\"\"")
                        : line)
                .toList();
    }

    private static Converted converted(Service service) throws Exception {
        return convert(service, export(service));
    }

    private static byte[] export(Service service) throws Exception {
        return resource("v0.7.1/" + service.word() + "-export");
    }

    private static List<ObjectNode> ours(Service service) throws Exception {
        return records(converted(service).text());
    }

    private static List<ObjectNode> theirs(Service service) throws Exception {
        return records(new String(resource("v0.8.0/" + service.word() + "-migrated"), StandardCharsets.UTF_8));
    }

    private static List<ObjectNode> records(String text) {
        return text.lines()
                .filter(line -> line.startsWith("{"))
                .map(line -> (ObjectNode) json(line))
                .toList();
    }

    private static String kind(JsonNode record) {
        return record.at("/exportMeta/kind").asText();
    }
}
