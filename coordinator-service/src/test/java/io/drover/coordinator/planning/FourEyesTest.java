package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.api.ExecutionStatus;
import io.drover.api.Migration;
import io.drover.api.StepStatus;
import io.drover.contracts.Outcome.FailureType;
import io.drover.coordinator.domain.Challenge;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.RefusedException;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.persistence.DocumentJson;
import org.junit.jupiter.api.Test;

/** Who began an execution of a migration that wants four eyes does not consent to it. */
class FourEyesTest {

    @Test
    void who_began_it_cannot_consent_and_somebody_else_can() {
        GuardedRun run = GuardedRun.underFourEyes("opal").until("consent");

        assertThatThrownBy(() -> run.tell(consented(run, "opal")))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("four eyes")
                .hasMessageContaining("opal began this execution");
        assertThat(run.step("consent").status()).isEqualTo(StepStatus.WAITING);
        assertThat(run.commands("import-runservice")).isZero();

        run.tell(consented(run, "bea"));

        assertThat(run.commands("import-runservice")).isEqualTo(1);
        assertThat(run.state().startedBy()).isEqualTo("opal");
        assertThat(run.audit().getFirst().json()).contains("\"who\":\"opal\",\"what\":\"execution.started\"");
    }

    /** A resume is a consent. Who consented before may resume: they are the second pair of eyes. */
    @Test
    void who_began_it_cannot_resume_it_either_and_who_consented_can() {
        GuardedRun run = GuardedRun.underFourEyes("opal").until("consent");
        run.tell(consented(run, "bea"));
        run.fails("import-runservice", FailureType.EXTERNAL, "CONNECTION_LOST");
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);

        assertThatThrownBy(() -> run.tell(resumed(run, "opal"))).hasMessageContaining("four eyes");
        assertThat(run.state().status()).isEqualTo(ExecutionStatus.HELD);

        run.tell(resumed(run, "bea"));

        assertThat(run.state().status()).isEqualTo(ExecutionStatus.RUNNING);
    }

    @Test
    void where_it_is_not_known_who_began_nobody_is_another() {
        GuardedRun run = GuardedRun.underFourEyes(null).until("consent");

        assertThatThrownBy(() -> run.tell(consented(run, "bea"))).hasMessageContaining("is not known");
    }

    @Test
    void without_the_policy_one_person_may_do_both() {
        GuardedRun run = new GuardedRun().until("consent");

        run.tell(consented(run, "ann"));

        assertThat(run.commands("import-runservice")).isEqualTo(1);
    }

    @Test
    void a_plan_says_it_and_one_of_an_earlier_release_says_nothing() {
        Plan plan = GuardedRun.plan(null);

        assertThat(DocumentJson.write(plan)).doesNotContain("fourEyes");
        assertThat(DocumentJson.read(DocumentJson.write(plan), Plan.class)).isEqualTo(plan);
        Plan two = plan.underFourEyes();
        assertThat(DocumentJson.read(DocumentJson.write(two), Plan.class)).isEqualTo(two);
        assertThat(two.fourEyes()).isTrue();
    }

    @Test
    void it_is_refused_where_nobody_is_asked_for_a_consent() {
        Migration migration = DocumentJson.read("""
                {"name": "m", "recipe": "zephyr-scale-to-qtest", "fourEyes": true,
                 "source": {"connector": "zephyr-scale", "settings": {}},
                 "target": {"connector": "qtest", "settings": {}}}""", Migration.class);

        assertThatThrownBy(() -> new Planner(TestRecipes.registry(), new ConnectorRegistry()).plan(migration))
                .isInstanceOfSatisfying(InvalidMigrationException.class, refused -> assertThat(refused.violations())
                        .anySatisfy(violation -> {
                            assertThat(violation.field()).isEqualTo("fourEyes");
                            assertThat(violation.message()).contains("asks for none");
                        }));
    }

    private static Signal consented(GuardedRun run, String by) {
        Challenge asked = run.challenge();
        return new Signal.Consented(by, asked.hash(), asked.phrase());
    }

    private static Signal resumed(GuardedRun run, String by) {
        Challenge asked = run.challenge();
        return new Signal.Resumed(by, "mended", asked.hash(), asked.phrase(), "the backup");
    }
}
