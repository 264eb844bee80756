package io.drover.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.ConnectorException;
import io.drover.spi.EntityType.Can;
import io.drover.spi.LoadItem;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.spi.Target;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every target keeps that says it deletes records of an entity type, and gives back what it had before. */
public abstract class DeleteContract {

    protected abstract Connector connector();

    protected abstract Connection connection();

    /** A new record that the target takes, in the form in which it is read back. */
    protected abstract Record record(String originId);

    /** The same record with another value. */
    protected abstract Record changed(Record record);

    @Test
    public void it_says_that_it_deletes() {
        assertThat(DeclaredTypes.can(connector().descriptor(), entityType())).contains(Can.CREATE, Can.DELETE);
    }

    @Test
    public void what_is_deleted_is_gone_and_the_others_stay() {
        List<Located> loaded = load("DA", 4);
        List<Located> two = loaded.subList(1, 3);

        Deletes deletes = delete(two, true);
        assertThat(deletes.refused()).isEmpty();
        assertThat(deletes.deleted())
                .containsExactlyInAnyOrderElementsOf(
                        two.stream().map(Located::originId).toList());
        assertThat(fetch(loaded))
                .extracting(Record::id)
                .containsExactlyInAnyOrder(
                        loaded.getFirst().originId(), loaded.getLast().originId());
        assertThat(found(two)).isEmpty();
    }

    @Test
    public void what_is_gone_already_is_deleted() {
        List<Located> loaded = load("DB", 2);
        delete(loaded.subList(0, 1), true);

        Deletes again = delete(loaded, true);
        assertThat(again.refused()).isEmpty();
        assertThat(again.deleted()).hasSize(2);
    }

    @Test
    public void an_attempt_that_lost_its_batch_deletes_nothing() {
        List<Located> loaded = load("DC", 2);

        assertThatThrownBy(() -> delete(loaded, false))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("STALE_ATTEMPT"));
        assertThat(fetch(loaded)).hasSize(2);
    }

    @Test
    public void what_was_read_before_an_update_can_be_put_back() {
        List<Located> loaded = load("DD", 1);
        List<Record> before = fetch(loaded);
        String targetId = loaded.getFirst().targetId();

        put(changed(before.getFirst()), targetId);
        assertThat(fetch(loaded)).isNotEqualTo(before);
        put(before.getFirst(), targetId);
        assertThat(fetch(loaded)).isEqualTo(before);
    }

    @Test
    public void an_entity_type_that_it_does_not_say_is_refused_by_name() {
        String type = DeclaredTypes.UNHEARD_OF;
        try (Target target = connector().openTarget(connection())) {
            DeclaredTypes.refused(type, () -> target.delete(type, List.of(new Located("DE", "1")), new Deletes(true)));
        }
    }

    private String entityType() {
        return record("DF-1").entityType();
    }

    private List<Located> load(String group, int count) {
        Loads loads = Loads.owning();
        try (Target target = connector().openTarget(connection())) {
            target.load(
                    IntStream.rangeClosed(1, count)
                            .mapToObj(i -> new LoadItem(record(group + "-" + i), null))
                            .toList(),
                    loads);
        }
        assertThat(loads.loaded()).hasSize(count);
        return loads.loaded();
    }

    private void put(Record record, String targetId) {
        Loads loads = Loads.owning();
        try (Target target = connector().openTarget(connection())) {
            target.load(List.of(new LoadItem(record, targetId)), loads);
        }
        assertThat(loads.rejected()).isEmpty();
    }

    private Deletes delete(List<Located> located, boolean owns) {
        Deletes deletes = new Deletes(owns);
        try (Target target = connector().openTarget(connection())) {
            target.delete(entityType(), located, deletes);
        }
        return deletes;
    }

    private List<Record> fetch(List<Located> located) {
        CollectedRecords found = new CollectedRecords();
        try (Target target = connector().openTarget(connection())) {
            target.fetch(entityType(), located, found);
        }
        return found.records();
    }

    private List<String> found(List<Located> located) {
        List<LoadItem> items = located.stream()
                .map(one -> new LoadItem(record(one.originId()), null))
                .toList();
        try (Target target = connector().openTarget(connection())) {
            return List.copyOf(target.findByOrigin(entityType(), items).keySet());
        }
    }
}
