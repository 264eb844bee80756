package io.drover.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.BatchSpec;
import io.drover.spi.Check;
import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.EntityType;
import io.drover.spi.EntityType.Can;
import io.drover.spi.Role;
import io.drover.spi.Source;
import io.drover.spi.Survey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every source keeps. Extend it, and give it a system with some hundred records of each entity type; for a system that is asked
 * over HTTP extend {@link RemoteSourceContract}.
 */
public abstract class SourceContract {

    private static final int BATCH = 100;

    protected abstract Connector connector();

    protected abstract Connection connection();

    /** Records per entity type as the system itself counts them. */
    protected abstract Map<String, Long> truth();

    @Test
    public void it_is_found_by_the_service_loader_under_its_id() {
        assertThat(ServiceLoader.load(Connector.class))
                .extracting(c -> c.descriptor().id())
                .contains(connector().descriptor().id());
        assertThat(connector().descriptor().roles()).contains(Role.SOURCE);
    }

    @Test
    public void it_says_of_each_entity_type_what_it_can_do_and_reads_all_that_it_says_it_can() {
        DeclaredTypes.check(connector().descriptor());
        assertThat(truth().keySet())
                .containsExactlyInAnyOrderElementsOf(connector().descriptor().entityTypes().stream()
                        .filter(type -> type.can().contains(Can.READ))
                        .map(EntityType::name)
                        .toList());
        assertThat(truth().values()).as("some of each, or nothing is proven").allMatch(count -> count > 0);
    }

    @Test
    public void an_entity_type_that_it_does_not_say_is_refused_by_name() {
        String type = DeclaredTypes.UNHEARD_OF;
        ObjectNode cursor = plan().getFirst().cursor();
        try (Source source = connector().openSource(connection())) {
            DeclaredTypes.refused(type, () -> source.plan(List.of(type), BATCH, new Surveys()));
            DeclaredTypes.refused(type, () -> source.read(new BatchSpec(type, cursor, 1), new CollectedRecords()));
        }
    }

    @Test
    public void a_good_connection_passes_the_check_with_facts() {
        Check check = check(connection());
        assertThat(check.ok()).as(check.toString()).isTrue();
        assertThat(check.facts()).isNotEmpty();
    }

    @Test
    public void the_survey_counts_every_record_and_the_batches_add_up_to_it() {
        Surveys sink = new Surveys();
        Survey survey = plan(sink);
        List<BatchSpec> batches = sink.batches();
        assertThat(survey.counts()).isEqualTo(truth());
        assertThat(sink.findings()).isEmpty();
        assertThat(sink.listed()).doesNotHaveDuplicates().hasSize((int)
                truth().values().stream().mapToLong(n -> n).sum());
        truth().forEach((entityType, count) -> assertThat(batches.stream()
                        .filter(b -> b.entityType().equals(entityType))
                        .mapToLong(BatchSpec::expected)
                        .sum())
                .isEqualTo(count));
        assertThat(batches).allSatisfy(b -> assertThat(b.expected()).isBetween(1, BATCH));
        assertThat(survey.fields()).isNotEmpty();
    }

    @Test
    public void reading_all_batches_gives_every_record_exactly_once() {
        List<BatchSpec> batches = plan();
        for (Map.Entry<String, Long> entityType : truth().entrySet()) {
            CollectedRecords sink = new CollectedRecords();
            batches.stream()
                    .filter(b -> b.entityType().equals(entityType.getKey()))
                    .forEach(b -> readToEnd(b, sink));
            assertThat(sink.ids(entityType.getKey()))
                    .doesNotHaveDuplicates()
                    .hasSize(entityType.getValue().intValue());
        }
    }

    @Test
    public void records_of_other_entity_types_that_come_by_them_come_once_and_are_not_listed() {
        Set<String> listed = truth().keySet();
        CollectedRecords sink = new CollectedRecords();
        plan().forEach(batch -> readToEnd(batch, sink));
        assertThat(sink.records())
                .filteredOn(record -> !listed.contains(record.entityType()))
                .extracting(record -> record.entityType() + " " + record.id())
                .doesNotHaveDuplicates();
    }

    @Test
    public void every_record_that_is_read_was_listed_under_its_id() {
        Surveys sink = new Surveys();
        plan(sink);
        for (String entityType : truth().keySet()) {
            CollectedRecords read = new CollectedRecords();
            sink.batches().stream()
                    .filter(b -> b.entityType().equals(entityType))
                    .forEach(b -> readToEnd(b, read));
            assertThat(read.records())
                    .isNotEmpty()
                    .filteredOn(record -> record.entityType().equals(entityType))
                    .extracting(record -> entityType + " " + record.id())
                    .isSubsetOf(sink.listed());
        }
    }

    @Test
    public void a_batch_read_again_gives_the_same_records() {
        List<BatchSpec> batches = plan();
        BatchSpec some = batches.get(batches.size() / 2);
        CollectedRecords once = new CollectedRecords();
        CollectedRecords again = new CollectedRecords();
        readToEnd(some, once);
        readToEnd(some, again);
        assertThat(again.records()).containsExactlyInAnyOrderElementsOf(once.records());
        assertThat(once.ids(some.entityType())).hasSize(some.expected());
    }

    final Check check(Connection connection) {
        try (Source source = connector().openSource(connection)) {
            return source.check();
        }
    }

    private List<BatchSpec> plan() {
        Surveys sink = new Surveys();
        plan(sink);
        return sink.batches();
    }

    private Survey plan(Surveys sink) {
        try (Source source = connector().openSource(connection())) {
            return source.plan(List.copyOf(truth().keySet()), BATCH, sink);
        }
    }

    /** Each slice on its own connection, as different workers do. */
    private void readToEnd(BatchSpec batch, CollectedRecords sink) {
        Optional<BatchSpec> next = Optional.of(batch);
        while (next.isPresent()) {
            try (Source source = connector().openSource(connection())) {
                next = source.read(next.get(), sink);
            }
        }
    }
}
