package io.drover.coordinator.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.ExecutionStatus;
import io.drover.api.StepStatus;
import io.drover.contracts.Phase;
import io.drover.coordinator.persistence.DocumentJson;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No execution is a success over a finding of severity ERROR. */
class ErrorsTest {

    @ParameterizedTest
    @CsvSource({"check, VALIDATE", "survey, EXTRACT", "testcases, EXTRACT", "testcases, LOAD"})
    void an_error_that_a_step_found_makes_the_end_partial(String step, Phase phase) {
        ExecutionState end =
                new RunOfRecords(3).totals(step, phase, Map.of("errors", 1L)).toTheEnd();

        assertThat(end.steps()).allMatch(each -> each.status() == StepStatus.SUCCESS);
        assertThat(end.status()).isEqualTo(ExecutionStatus.PARTIAL);
        assertThat(end.step(step).totals().get("errors")).isEqualTo(step.equals("testcases") ? 3L : 1L);
    }

    @Test
    void without_errors_it_is_a_success() {
        assertThat(new RunOfRecords(3).toTheEnd().status()).isEqualTo(ExecutionStatus.SUCCESS);
    }

    @Test
    void an_execution_that_began_before_errors_were_counted_ends_as_it_would_have() {
        ExecutionState end = new RunOfRecords(3)
                .totals("survey", Phase.EXTRACT, Map.of("errors", 1L))
                .toTheEnd();
        Plan before = DocumentJson.read(
                DocumentJson.write(DeciderTest.plan()).replaceFirst("\"policies\":\\{[^}]*},", ""), Plan.class);

        assertThat(before.policies()).isEqualTo(Policies.NONE);
        assertThat(end.verdict(before)).isEqualTo(ExecutionStatus.SUCCESS);
    }
}
