package io.drover.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.spi.Check;
import io.drover.spi.Connector;
import io.drover.spi.ConnectorException;
import io.drover.spi.EntityType.Can;
import io.drover.spi.Finding;
import io.drover.spi.LoadItem;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.spi.Role;
import io.drover.spi.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/**
 * What every target keeps. Extend it once for each entity type that it writes, and give it an empty system, prepared for {@link #record
 * records}.
 */
public abstract class TargetContract extends TargetTrial {

    private static final int SOME = 12;

    @Test
    public void it_is_found_by_the_service_loader_under_its_id() {
        assertThat(ServiceLoader.load(Connector.class))
                .extracting(c -> c.descriptor().id())
                .contains(connector().descriptor().id());
        assertThat(connector().descriptor().roles()).contains(Role.TARGET);
    }

    @Test
    public void it_says_of_each_entity_type_what_it_can_do() {
        DeclaredTypes.check(connector().descriptor());
        assertThat(DeclaredTypes.can(connector().descriptor(), record("L-T1").entityType()))
                .as("what the other tests prove")
                .contains(Can.CREATE, Can.UPDATE, Can.FIND);
    }

    @Test
    public void an_entity_type_that_it_does_not_say_is_refused_by_name() {
        String type = DeclaredTypes.UNHEARD_OF;
        List<LoadItem> items =
                items(List.of(new Record(type, "M-T1", record("M-T1").body())));
        try (Target target = connector().openTarget(connection())) {
            DeclaredTypes.refused(type, () -> target.load(items, Loads.owning()));
            DeclaredTypes.refused(type, () -> target.findByOrigin(type, items));
            DeclaredTypes.refused(type, () -> target.findAnywhere(type, items));
            DeclaredTypes.refused(type, () -> target.countOrigins(type));
            DeclaredTypes.refused(type, () -> target.fetch(type, List.of(), new CollectedRecords()));
        }
        assertThat(stored("M-T1")).isZero();
    }

    @Test
    public void a_good_connection_passes_the_check_with_facts() {
        Check check = check(connection());
        assertThat(check.ok()).as(check.toString()).isTrue();
        assertThat(check.facts()).isNotEmpty();
    }

    @Test
    public void a_wrong_token_fails_the_check() {
        assertThat(check(connectionWithWrongToken()).code()).isIn("TOKEN_REFUSED", "NO_PERMISSION");
    }

    @Test
    public void a_wrong_project_fails_the_check() {
        assertThat(check(connectionToWrongProject()).code()).isEqualTo("PROJECT_NOT_FOUND");
    }

    @Test
    public void an_unreachable_host_fails_the_check() {
        assertThat(check(connectionToNobody()).code()).isEqualTo("HOST_UNREACHABLE");
    }

    @Test
    public void what_is_loaded_is_read_back_equal() {
        List<Record> records = records("A", SOME);
        Loads loads = load(records, Loads.owning());
        assertThat(loads.rejected()).isEmpty();
        assertThat(loads.loaded())
                .extracting(Located::originId)
                .doesNotHaveDuplicates()
                .hasSize(SOME);
        assertThat(fetch(loads.loaded())).containsExactlyInAnyOrderElementsOf(records);
    }

    @Test
    public void a_single_record_is_read_back_equal() {
        List<Record> records = records("B", 1);
        assertThat(fetch(load(records, Loads.owning()).loaded())).isEqualTo(records);
    }

    @Test
    public void what_was_just_loaded_is_found_by_its_origin() {
        List<Record> records = records("C", SOME);
        Loads loads = load(records, Loads.owning());
        try (Target target = connector().openTarget(connection())) {
            Map<String, List<String>> found =
                    target.findByOrigin(records.getFirst().entityType(), items(records));
            assertThat(loads.loaded())
                    .allSatisfy(l -> assertThat(found.get(l.originId())).containsExactly(l.targetId()));
            assertThat(target.findByOrigin(records.getFirst().entityType(), items(records("Z", 2))))
                    .isEmpty();
        }
    }

    @Test
    public void loading_again_with_known_ids_makes_no_second_record() {
        List<Record> records = records("D", 3);
        List<Located> first = load(records, Loads.owning()).loaded();
        Loads again = Loads.owning();
        try (Target target = connector().openTarget(connection())) {
            target.load(updates(records, first), again);
        }
        assertThat(again.loaded()).containsExactlyInAnyOrderElementsOf(first);
        assertThat(records).allSatisfy(r -> assertThat(stored(r.id())).isOne());
    }

    @Test
    public void a_lost_answer_makes_no_second_record() {
        loseTheNextAnswer();
        List<Record> records = records("E", 1);
        Loads loads = load(records, Loads.owning());
        assertThat(loads.loaded()).hasSize(1);
        assertThat(stored(records.getFirst().id())).isOne();
    }

    @Test
    public void an_attempt_that_lost_its_batch_creates_nothing_more() {
        List<Record> records = records("F", SOME);
        Loads stale = Loads.owningFor(0);
        assertThatThrownBy(() -> load(records, stale))
                .isInstanceOfSatisfying(
                        ConnectorException.class, e -> assertThat(e.code()).isEqualTo("STALE_ATTEMPT"));
        assertThat(records).allSatisfy(r -> assertThat(stored(r.id())).isZero());
    }

    @Test
    public void a_removed_record_is_not_read_back() {
        List<Record> records = records("G", 3);
        List<Located> loaded = load(records, Loads.owning()).loaded();
        remove(loaded.getFirst().targetId());
        assertThat(fetch(loaded))
                .extracting(Record::id)
                .containsExactlyInAnyOrder(
                        loaded.get(1).originId(), loaded.get(2).originId());
        assertThat(fetch(loaded.subList(0, 1))).isEmpty();
    }

    @Test
    public void a_null_clears_the_value_that_is_there() {
        List<Record> records = records("H", 3);
        List<Located> loaded = load(records, Loads.owning()).loaded();
        List<Record> cleared = records.stream().map(this::cleared).toList();
        assertThat(cleared).doesNotContainAnyElementsOf(records);
        Loads again = Loads.owning();
        try (Target target = connector().openTarget(connection())) {
            target.load(updates(cleared, loaded), again);
        }
        assertThat(again.rejected()).isEmpty();
        assertThat(again.findings()).isEmpty();
        assertThat(values(fetch(loaded))).containsExactlyInAnyOrderElementsOf(values(cleared));
    }

    @Test
    public void a_bad_record_is_rejected_and_the_others_are_loaded() {
        List<Record> records = new ArrayList<>(records("I", SOME));
        records.set(3, bad("I-T4"));
        Loads loads = load(records, Loads.owning());
        assertThat(loads.rejected()).singleElement().satisfies(why -> {
            assertThat(why.subject()).isEqualTo("I-T4");
            assertThat(why.severity()).isEqualTo(Finding.Severity.ERROR);
        });
        assertThat(loads.loaded()).hasSize(SOME - 1);
    }

    @Test
    public void a_creation_that_nobody_knows_the_end_of_is_told_and_made_only_once() {
        hideTheNextCreation();
        List<Record> records = records("J", 1);
        Loads loads = Loads.owning();
        try (Target target = connector().openTarget(connectionThatGivesUpSoon())) {
            target.load(items(records), loads);
        }
        assertThat(loads.unsettled()).extracting(Finding::code).containsExactly("TARGET_IN_DOUBT");
        assertThat(loads.loaded()).isEmpty();
        assertThat(loads.rejected()).isEmpty();
        assertThat(stored("J-T1")).isOne();
    }

    @Test
    public void what_is_anywhere_in_the_target_is_counted_and_found_by_its_origin() {
        List<Record> records = records("K", SOME);
        String entityType = records.getFirst().entityType();
        try (Target target = connector().openTarget(connection())) {
            long before = target.countOrigins(entityType);
            Loads loads = Loads.owning();
            target.load(items(records), loads);
            assertThat(target.countOrigins(entityType)).isEqualTo(before + SOME);
            Map<String, List<String>> found = target.findAnywhere(entityType, items(records));
            assertThat(found).isEqualTo(target.findByOrigin(entityType, items(records)));
            assertThat(found).hasSize(SOME);
            assertThat(target.findAnywhere(entityType, items(records("Z", 2)))).isEmpty();
        }
    }
}
