package io.drover.transformer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.contracts.Along;
import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.Counts;
import io.drover.contracts.Phase;
import io.drover.mapping.FieldMap;
import io.drover.mapping.FieldPlan;
import io.drover.mapping.Mapper;
import io.drover.mapping.MappingPolicies;
import io.drover.mapping.PathDescriptor;
import io.drover.mapping.RecordsPath;
import io.drover.mapping.Relinker;
import io.drover.spi.ConnectorException;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.spi.Survey;
import io.drover.spi.TargetSchema;
import io.drover.worker.MemoryBatch;
import io.drover.worker.Paths;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the service does around a path, whatever the path is. */
class TransformTest {

    private static final FieldMap FIELD_MAP = new FieldMap(
            "Origin",
            List.of(),
            Map.of(),
            new MappingPolicies(
                    MappingPolicies.MissingFields.CREATE,
                    MappingPolicies.MissingValues.CREATE,
                    Map.of("tone", "loud")));

    private final MemoryBatch batch = new MemoryBatch();

    private Counts transform(Mapper mapper, Record... records) throws IOException {
        batch.input("fieldmap", List.of(FIELD_MAP))
                .input("schema", List.of(new TargetSchema(List.of())))
                .input("records", List.of(records));
        return new Transform(new Paths(List.of(new Stub(mapper)))).run(batch);
    }

    private static Record thing(String id) {
        return new Record("thing", id, JsonNodeFactory.instance.objectNode().put("name", "n" + id));
    }

    @Test
    void what_comes_by_a_record_is_kept_for_the_step_that_moves_it() throws IOException {
        batch.commanded(along(new Along(false, List.of("note"), false)));
        Counts counts = transform(
                (source, out) -> {
                    out.emit(thing(source.id()));
                    out.emit(
                            new Record("note", source.id() + "/1", source.body().deepCopy()));
                },
                thing("1"));

        assertThat(counts).isEqualTo(new Counts(1, 1, 0, 0, 0, 0));
        assertThat(batch.part("plain", Record.class)).extracting(Record::id).containsExactly("1");
        assertThat(batch.part("emitted-note", Record.class))
                .extracting(Record::id)
                .containsExactly("1/1");
    }

    @Test
    void a_step_of_what_came_by_others_counts_what_was_read_what_the_path_made_and_what_was_lost() throws IOException {
        batch.commanded(along(new Along(false, List.of(), true)))
                .input("made", List.of(thing("made")))
                .input("lost", List.of(Map.of("kind", "thing", "id", "lost"), Map.of("kind", "other", "id", "lost")));
        Counts counts = transform((source, out) -> out.emit(source), thing("read"));

        assertThat(counts).isEqualTo(new Counts(3, 2, 0, 1, 0, 0));
        assertThat(batch.part("plain", Record.class)).extracting(Record::id).containsExactly("read", "made");
    }

    private static Command along(Along along) {
        return new Command(
                Command.VERSION,
                new BatchId("e1", "things", Phase.TRANSFORM, 0),
                "route",
                1,
                "transform",
                "thing",
                null,
                null,
                Map.of(),
                JsonNodeFactory.instance.objectNode(),
                Instant.EPOCH,
                null,
                null,
                null,
                0,
                along);
    }

    @Test
    void what_refers_to_its_own_kind_is_told_from_what_does_not() throws IOException {
        Counts counts = transform(
                (source, out) -> {
                    Record target = thing(source.id());
                    target.body().set("near", new Ref(source.id().equals("2") ? "thing" : "other", "1").toNode());
                    out.emit(target);
                },
                thing("1"),
                thing("2"));

        assertThat(counts).isEqualTo(new Counts(2, 2, 0, 0, 0, 0));
        assertThat(batch.part("plain", Record.class)).extracting(Record::id).containsExactly("1");
        assertThat(batch.part("linked", Record.class)).extracting(Record::id).containsExactly("2");
        assertThat(batch.part("ids", String.class)).containsExactly("1", "2");
    }

    @Test
    void a_record_that_cannot_be_mapped_is_rejected_and_the_others_go_on() throws IOException {
        Counts counts = transform(
                (source, out) -> {
                    out.emit(thing(source.id()));
                    if (source.id().equals("1")) {
                        throw new IllegalStateException("after it was emitted");
                    }
                },
                thing("1"),
                thing("2"));

        assertThat(counts).isEqualTo(new Counts(2, 1, 0, 1, 0, 0));
        assertThat(batch.part("ids", String.class)).containsExactly("2");
        assertThat(batch.codes()).containsExactly("RECORD_NOT_MAPPABLE");
    }

    @Test
    void a_path_that_makes_two_records_of_one_fails_since_nothing_can_load_them() {
        assertThatThrownBy(() -> transform(
                        (source, out) -> {
                            out.emit(thing("1"));
                            out.emit(thing("2"));
                        },
                        thing("1")))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("EMISSION_NOT_SUPPORTED"));
    }

    @Test
    void a_recipe_of_no_path_of_this_worker_is_a_failure_that_says_so() {
        batch.input("fieldmap", List.of(FIELD_MAP)).input("schema", List.of(new TargetSchema(List.of())));

        assertThatThrownBy(() -> new Transform(new Paths(List.of())).run(batch))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("PATH_UNKNOWN"));
    }

    /** Takes what names no recipe. */
    private record Stub(Mapper mapper) implements RecordsPath {

        @Override
        public PathDescriptor descriptor() {
            String id = "zephyr-scale-to-qtest";
            return new PathDescriptor(id, id, "a", "b", List.of("thing"), Map.of(id, ""), Map.of());
        }

        @Override
        public FieldPlan plan(JsonNode mapping, Survey survey, TargetSchema schema, @Nullable String originField) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Mapper mapper(FieldMap fieldMap, TargetSchema schema) {
            assertThat(fieldMap).isEqualTo(FIELD_MAP);
            return mapper;
        }

        @Override
        public Relinker relinker() {
            throw new UnsupportedOperationException();
        }
    }
}
