package io.drover.connectors.qtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connectors.qtest.model.TargetCase;
import io.drover.http.Parallel;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.sandbox.qtest.QTestSwitches;
import io.drover.spi.Finding;
import io.drover.spi.Prepared;
import io.drover.spi.Target;
import io.drover.spi.TargetField;
import io.drover.spi.TargetField.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FieldPreparationTest {

    private static final String FIELDS = "POST /api/v3/projects/{project}/settings";
    private static final List<String> MANY =
            IntStream.range(0, 230).mapToObj(i -> "value " + i).toList();

    private static RunningSandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.start(QTestOptions.usual());
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @BeforeEach
    void empty() {
        sandbox.reset();
    }

    @Test
    void more_values_than_one_request_takes_are_created_in_their_order() {
        assertThat(prepare(QTests.field("Labels", Type.MULTI_CHOICE, MANY.toArray(String[]::new)))
                        .schema()
                        .field(TargetCase.TYPE, "Labels"))
                .hasValueSatisfying(f -> assertThat(f.allowedValues()).isEqualTo(MANY));
    }

    @Test
    void preparing_again_changes_nothing() {
        Prepared first = prepare(QTests.FIELDS.toArray(TargetField[]::new));
        assertThat(first.findings()).isEmpty();
        assertThat(prepare(QTests.FIELDS.toArray(TargetField[]::new)).schema()).isEqualTo(first.schema());
    }

    @Test
    void a_missing_value_is_added_to_a_field_that_is_there() {
        prepare(QTests.field("Team", Type.CHOICE, "Blue"));
        assertThat(prepare(QTests.field("Team", Type.CHOICE, "Blue", "Red"))
                        .schema()
                        .field(TargetCase.TYPE, "Team"))
                .hasValueSatisfying(f -> assertThat(f.allowedValues()).containsExactly("Blue", "Red"));
    }

    @Test
    void a_field_that_needs_activation_is_activated() {
        sandbox.switches().set(QTestSwitches.FIELDS_NEED_ACTIVATION, true);
        Prepared prepared = prepare(QTests.field("Zephyr Key", Type.TEXT));
        assertThat(prepared.findings()).isEmpty();
        assertThat(prepared.schema().field(TargetCase.TYPE, "Zephyr Key")).isPresent();
    }

    @Test
    void lost_answers_and_server_errors_leave_each_field_there_once() {
        sandbox.faults().set(Fault.LOST_ANSWER, Rule.next(2).on(FIELDS));
        sandbox.faults().set(Fault.SERVER_ERROR, Rule.next(2).on(FIELDS));
        Prepared prepared = prepare(QTests.FIELDS.toArray(TargetField[]::new));
        assertThat(sandbox.faults().fired(Fault.LOST_ANSWER)).isEqualTo(2);
        assertThat(prepared.findings()).isEmpty();
        assertThat(prepared.schema().fields()).extracting(TargetField::label).containsOnlyOnce("Labels", "Team");
    }

    @Test
    void two_runs_at_once_come_out_the_same() {
        List<Prepared> both = Collections.synchronizedList(new ArrayList<>());
        Parallel.forEach(
                List.of(1, 2),
                2,
                run -> both.add(prepare(QTests.field("Labels", Type.MULTI_CHOICE, MANY.toArray(String[]::new)))));
        assertThat(both).allSatisfy(p -> assertThat(p.findings()).isEmpty());
        assertThat(both.get(0).schema()).isEqualTo(both.get(1).schema());
    }

    @Test
    void a_field_of_another_type_is_told_and_left_alone() {
        prepare(QTests.field("Team", Type.TEXT));
        Prepared prepared = prepare(QTests.field("Team", Type.CHOICE, "Blue"));
        assertThat(prepared.findings()).extracting(Finding::code).containsExactly("FIELD_TYPE_DIFFERS");
        assertThat(prepared.schema().field(TargetCase.TYPE, "Team"))
                .hasValueSatisfying(f -> assertThat(f.type()).isEqualTo(Type.TEXT));
    }

    @Test
    void what_the_system_refuses_has_a_finding_and_is_missing_from_the_schema() {
        Prepared prepared = prepare(QTests.field("Team", Type.CHOICE, " "));
        assertThat(prepared.findings()).extracting(Finding::code).containsExactly("FIELD_NOT_CREATED");
        assertThat(prepared.schema().field(TargetCase.TYPE, "Team")).isEmpty();
    }

    private static Prepared prepare(TargetField... wanted) {
        try (Target target = QTests.open(QTests.connection(sandbox))) {
            return target.prepare(List.of(wanted));
        }
    }
}
