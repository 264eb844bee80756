package io.drover.validator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.connectors.qtest.model.TargetStep;
import io.drover.contracts.Counts;
import io.drover.spi.Finding;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.worker.ContentHash;
import io.drover.worker.MemoryBatch;
import io.drover.worker.Receipt;
import io.drover.worker.Written;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ValidateTest {

    private final MemoryTarget target = new MemoryTarget();
    private final MemoryBatch batch = new MemoryBatch(null, target);
    private final Map<Ref, String> receipts = new HashMap<>();
    private final Map<String, Written> written = new HashMap<>();

    private Counts validate(Record... records) throws IOException {
        batch.input("records", List.of(records));
        batch.input(
                "loaded",
                Stream.of(records)
                        .filter(record -> receipts.containsKey(new Ref(record.entityType(), record.id())))
                        .map(record -> new Located(record.id(), "as it was loaded"))
                        .toList());
        return new Validate(this::located).run(batch);
    }

    private Map<String, Receipt> located(String route, String entityType, Collection<String> origins) {
        Map<String, Receipt> located = new HashMap<>();
        origins.forEach(origin -> {
            String id = receipts.get(new Ref(entityType, origin));
            if (id != null) {
                located.put(
                        origin,
                        new Receipt(
                                entityType,
                                origin,
                                Receipt.State.CONFIRMED,
                                id,
                                new ContentHash(ContentHash.VERSION, ""),
                                "e1",
                                "b1",
                                1,
                                Instant.EPOCH,
                                written.get(origin),
                                null,
                                null,
                                "1"));
            }
        });
        return located;
    }

    private static Record testCase(String id, String expected) {
        return new Record(
                TargetCase.TYPE,
                id,
                new TargetCase(
                                "Case " + id,
                                "",
                                "",
                                new Ref(TargetModule.TYPE, "12").toNode(),
                                Map.of(),
                                List.of(
                                        new TargetStep("", "", null),
                                        new TargetStep("do", expected, null),
                                        new TargetStep("", "", new Ref(TargetCase.TYPE, "T9").toNode())))
                        .toNode());
    }

    /** What the target has after the record was loaded. */
    private ObjectNode loaded(Record record, String targetId) {
        receipts.put(new Ref(TargetModule.TYPE, "12"), "m12");
        receipts.put(new Ref(TargetCase.TYPE, "T9"), "c9");
        receipts.put(new Ref(record.entityType(), record.id()), targetId);
        ObjectNode body = Ref.resolve(record.body(), ref -> Optional.of(Objects.requireNonNull(receipts.get(ref))));
        target.put(targetId, body);
        return body;
    }

    @Test
    void equal_records_have_no_findings() throws IOException {
        Record one = testCase("T1", "shown");
        Record two = testCase("T2", "<b>𝔘</b>");
        loaded(one, "c1");
        loaded(two, "c2");

        assertThat(validate(one, two)).isEqualTo(new Counts(2, 2, 0, 0, 0, 0));
        assertThat(batch.findings()).isEmpty();
        assertThat(target.fetches()).containsExactly(List.of("T1", "T2"));
    }

    @Test
    void a_changed_text_is_named_to_the_character() throws IOException {
        Record one = testCase("T1", "shown");
        ((ObjectNode) loaded(one, "c1").get("steps").get(1)).put("expected", "shoWn");

        assertThat(validate(one)).isEqualTo(new Counts(1, 0, 0, 0, 0, 1));
        assertThat(batch.findings())
                .singleElement()
                .returns("VALUE_DIFFERS", Finding::code)
                .returns(Finding.Severity.ERROR, Finding::severity)
                .returns("steps[2].expected", Finding::field)
                .returns("at character 4: \"shown\", but the target has \"shoWn\"", Finding::evidence);
    }

    @Test
    void a_missing_record_is_asked_for_once_more_by_itself() throws IOException {
        Record there = testCase("T1", "a");
        Record lagging = testCase("T2", "b");
        Record gone = testCase("T3", "c");
        loaded(there, "c1");
        loaded(lagging, "c2");
        loaded(gone, "c3");
        target.hideOnce("c2");
        target.remove("c3");

        assertThat(validate(there, lagging, gone)).isEqualTo(new Counts(3, 2, 0, 0, 0, 1));
        assertThat(batch.findings())
                .extracting(Finding::code, Finding::subject)
                .containsExactly(tuple("MISSING_IN_TARGET", "T3"));
        assertThat(target.fetches()).containsExactly(List.of("T1", "T2", "T3"), List.of("T2"), List.of("T3"));
    }

    @Test
    void a_record_that_is_there_twice_is_told() throws IOException {
        Record one = testCase("T1", "a");
        target.put("c1b", loaded(one, "c1"));
        target.alias("c1", "c1b");

        assertThat(validate(one)).isEqualTo(new Counts(1, 0, 0, 0, 0, 1));
        assertThat(batch.codes()).containsExactly("DUPLICATE_IN_TARGET");
    }

    @Test
    void records_that_were_refused_at_load_are_not_compared() throws IOException {
        assertThat(validate(testCase("T1", "a"))).isEqualTo(Counts.NONE);
        assertThat(target.fetches()).isEmpty();
    }

    @Test
    void an_edit_in_the_target_is_a_conflict_and_names_the_value() throws IOException {
        Record one = testCase("T1", "shown");
        ObjectNode there = loaded(one, "c1");
        written.put("T1", Written.of(there.deepCopy()));
        there.put("name", "edited");

        assertThat(validate(one)).isEqualTo(new Counts(1, 0, 0, 0, 0, 1));
        assertThat(batch.findings())
                .singleElement()
                .returns("CONFLICT", Finding::code)
                .returns(Finding.Severity.WARNING, Finding::severity)
                .returns("name", Finding::field);
    }

    @Test
    void a_record_that_cannot_be_read_back_is_told_once_and_is_not_called_missing() throws IOException {
        loaded(testCase("T1", "a"), "c1");
        target.fail("c1");

        assertThat(validate(testCase("T1", "a"))).isEqualTo(new Counts(1, 0, 0, 0, 0, 1));
        assertThat(batch.codes()).containsExactly("READ_BACK_FAILED");
    }

    @Test
    void items_are_asked_for_with_their_target_ids() throws IOException {
        Record one = testCase("T1", "a");
        loaded(one, "c1");
        validate(one);

        assertThat(target.located()).containsExactly(new Located("T1", "c1"));
    }
}
