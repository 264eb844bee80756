package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.sandbox.agola.AgolaFault;
import io.drover.sandbox.agola.AgolaOptions;
import io.drover.sandbox.agola.AgolaSandbox;
import io.drover.sandbox.agola.AgolaServer;
import io.drover.sandbox.agola.AgolaVersion;
import io.drover.sandbox.faults.Rule;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Each trap of the reference, against a target that holds something: never an empty database with a green light. */
class AgolaTrapsTest {

    private Api api;
    private AgolaSandbox sandbox;
    private AgolaRun run;

    @BeforeEach
    void start(TestInfo test) throws IOException {
        api = Installation.shared().api();
        sandbox = AgolaSandbox.start(AgolaOptions.quick().target(AgolaOptions.Pair.REAL_CONVERTED));
        run = new AgolaRun(api, sandbox, test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void stop() {
        run.end();
        sandbox.close();
    }

    @Test
    void an_empty_export_is_no_export() {
        sandbox.sourceConfigstore().faults().set(AgolaFault.EXPORT_EMPTY);

        assertStopsInTime(run.begin().toTheEnd(), AgolaFault.EXPORT_EMPTY, sandbox.sourceConfigstore());
    }

    @Test
    void an_export_that_breaks_off_is_no_export() {
        sandbox.sourceRunservice().faults().set(AgolaFault.EXPORT_ABORTED, Rule.at(20_000));

        assertStopsInTime(run.begin().toTheEnd(), AgolaFault.EXPORT_ABORTED, sandbox.sourceRunservice());
    }

    @Test
    void an_export_cut_between_two_objects_is_no_export() {
        sandbox.sourceRunservice().faults().set(AgolaFault.EXPORT_CUT, Rule.at(15));

        assertStopsInTime(run.begin().toTheEnd(), AgolaFault.EXPORT_CUT, sandbox.sourceRunservice());
    }

    @Test
    void addresses_in_the_wrong_order_are_noticed_before_anything_changes() {
        ObjectNode settings = (ObjectNode) run.migration().path("target").path("settings");
        settings.put("runservice", sandbox.targetConfigstore().url());
        settings.put("configstore", sandbox.targetRunservice().url());

        Execution end = run.begin().toTheEnd();

        assertThat(end.state()).as(end.toString()).isEqualTo("ERROR");
        assertUntouched();
    }

    @Test
    void a_target_that_is_the_old_agola_is_refused() {
        ObjectNode settings = (ObjectNode) run.migration().path("target").path("settings");
        settings.put("runservice", sandbox.sourceRunservice().url());
        settings.put("configstore", sandbox.sourceConfigstore().url());

        Execution end = run.begin().toTheEnd();

        assertThat(end.state()).as(end.toString()).isEqualTo("ERROR");
        assertThat(sandbox.sourceRunservice().imports()).isEmpty();
        assertThat(sandbox.sourceConfigstore().imports()).isEmpty();
        assertUntouched();
    }

    @Test
    void maintenance_that_never_comes_into_effect_is_taken_back() {
        ((ObjectNode) run.migration().path("target").path("settings")).put("maintenanceTimeoutSeconds", 2);
        sandbox.targetConfigstore().faults().set(AgolaFault.MAINTENANCE_UNNOTICED);

        Execution end = run.begin().toTheEnd();

        assertThat(end.state()).as(end.toString()).isEqualTo("ERROR");
        sandbox.targetConfigstore().faults().calm();
        assertUntouched();
        assertThat(sandbox.targetRunservice().maintenanceInEffect()).isFalse();
        assertThat(sandbox.targetConfigstore().maintenanceRequested()).isFalse();
    }

    @Test
    void an_import_that_fails_is_held_with_access_closed_and_resumed_by_one_person() {
        sandbox.targetConfigstore().faults().set(AgolaFault.IMPORT_FAILS, Rule.ONCE);

        assertHeldThenResumed(AgolaFault.IMPORT_FAILS, sandbox.targetConfigstore());
    }

    @Test
    void a_connection_lost_in_the_middle_of_an_import_is_held_and_resumed() {
        sandbox.targetRunservice().faults().set(AgolaFault.IMPORT_BREAKS, Rule.ONCE);

        assertHeldThenResumed(AgolaFault.IMPORT_BREAKS, sandbox.targetRunservice());
    }

    @Test
    void an_import_whose_answer_is_lost_is_held_and_not_believed() {
        sandbox.targetConfigstore().faults().set(AgolaFault.IMPORT_ANSWER_LOST, Rule.ONCE);

        assertHeldThenResumed(AgolaFault.IMPORT_ANSWER_LOST, sandbox.targetConfigstore());
    }

    @Test
    void an_export_after_the_import_that_is_cut_is_no_success() {
        run.begin().until("consent");
        sandbox.targetRunservice()
                .faults()
                .set(AgolaFault.EXPORT_CUT, Rule.at(5).once());

        Execution held = run.toTheEnd();

        assertThat(held.state()).as(held.toString()).isEqualTo("HELD");
        assertThat(sandbox.targetRunservice().faults().fired(AgolaFault.EXPORT_CUT))
                .isEqualTo(1);
        run.assertClosed();
    }

    @Test
    void a_stop_before_the_consent_leaves_everything_as_it_was() {
        run.begin().until("consent");
        run.assertClosed();

        assertThat(api.post("/executions/" + run.id() + "/stop", "").status()).isEqualTo(202);
        Execution end = run.toTheEnd();

        assertThat(end.state()).as(end.toString()).isEqualTo("STOPPED");
        assertUntouched();
        run.assertOpen();
        assertThat(api.get("/executions/" + run.id() + "/evidence").status()).isEqualTo(200);
    }

    @Test
    void consent_to_something_else_with_other_words_or_in_anothers_name_does_nothing() {
        run.begin().until("consent");
        JsonNode asked = run.asked();
        ObjectNode other = AgolaRun.typed(asked).put("challenge", "0".repeat(64));
        ObjectNode words = AgolaRun.typed(asked).put("typed", "yes");
        ObjectNode another = AgolaRun.typed(asked).put("by", "somebody else");

        assertThat(api.post("/executions/" + run.id() + "/consent", other.toString())
                        .status())
                .isEqualTo(409);
        assertThat(api.post("/executions/" + run.id() + "/consent", words.toString())
                        .status())
                .isEqualTo(400);
        assertThat(api.post("/executions/" + run.id() + "/consent", another.toString())
                        .status())
                .isEqualTo(400);
        assertThat(run.confirm("consent").status()).isEqualTo(409);

        assertThat(run.state("consent")).isEqualTo("WAITING");
        assertUntouched();
    }

    @Test
    void a_migration_cannot_be_changed_under_the_hands_of_people_who_consent_to_it() {
        run.begin().until("consent");
        ((ObjectNode) run.migration().path("target").path("settings")).put("maintenanceTimeoutSeconds", 7);

        Api.Answer changed = api.define(run.migration());

        assertThat(changed.status()).as(changed.text()).isEqualTo(409);
        assertThat(run.consent().status()).isEqualTo(204);
    }

    @Test
    void a_target_that_waits_to_be_replaced_is_replaced_by_no_other_execution_however_it_is_spelled() {
        run.begin().until("consent");
        AgolaRun other = new AgolaRun(api, sandbox, "the-same-target-again");
        String spelled =
                sandbox.sourceRunservice().url(); // and another source, so that the two systems are another pair
        ((ObjectNode) other.migration().path("source").path("settings"))
                .put("runservice", spelled.replace("127.0.0.1", "LOCALHOST"));
        for (String service : new String[] {"runservice", "configstore"}) {
            ObjectNode settings = (ObjectNode) other.migration().path("target").path("settings");
            settings.put(service, settings.path(service).asText().replace("127.0.0.1", "LOCALHOST") + "/");
        }
        assertThat(api.define(other.migration()).status()).isEqualTo(201);

        Api.Answer refused = api.post("/migrations/" + other.name() + "/executions", "");

        assertThat(refused.status()).as(refused.text()).isEqualTo(409);
        assertThat(refused.text()).contains(run.id());
        assertThat(api.post("/executions/" + run.id() + "/stop", "").status()).isEqualTo(202);
        assertThat(run.toTheEnd().state()).isEqualTo("STOPPED");
        assertThat(other.begin().id()).isNotEmpty();
        assertThat(api.post("/executions/" + other.id() + "/stop", "").status()).isEqualTo(202);
        assertThat(other.toTheEnd().state()).isEqualTo("STOPPED");
    }

    @Test
    void a_definition_has_no_place_for_a_consent() {
        run.migration().put("consent", "yes");

        Api.Answer refused = api.define(run.migration());

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("consent");
    }

    @Test
    void outside_the_window_nothing_is_destroyed() {
        run.migration()
                .putObject("maintenanceWindow")
                .put("from", Instant.now().plusSeconds(3600).toString())
                .put("until", Instant.now().plusSeconds(7200).toString());
        run.begin().until("consent");

        Api.Answer refused = run.consent();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text()).contains("maintenance window");
        assertUntouched();
    }

    @Test
    void two_new_services_on_one_database_are_noticed_before_anything_is_imported() {
        try (AgolaSandbox shared = AgolaSandbox.start(AgolaOptions.quick().targetSharesDatabase(true))) {
            AgolaRun both = new AgolaRun(api, shared, "shared-database").begin();

            Execution end = both.toTheEnd();

            assertThat(end.state()).as(end.toString()).isEqualTo("ERROR");
            assertThat(both.imports()).isZero();
            both.assertOpen();
        }
    }

    @Test
    void a_later_version_with_other_error_bodies_and_a_token_works_too() {
        String token = "internal-services-token-4711";
        AgolaOptions options = AgolaOptions.quick().target(AgolaVersion.V0_10_0).targetToken(token);
        try (AgolaSandbox later = AgolaSandbox.start(options)) {
            AgolaRun tokens = new AgolaRun(api, later, "v010");
            api.secret(
                    "v010.token",
                    token,
                    "agola",
                    later.targetRunservice().url(),
                    later.targetConfigstore().url());
            ((ObjectNode) tokens.migration().path("target"))
                    .putObject("secrets")
                    .put("runserviceToken", "v010.token")
                    .put("configstoreToken", "v010.token");

            Execution end = tokens.begin().toTheEnd();

            assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
            tokens.assertMoved();
            assertThat(api.get("/executions/" + tokens.id() + "/records").text())
                    .doesNotContain(token);
        }
    }

    private void assertStopsInTime(Execution end, AgolaFault fault, AgolaServer server) {
        assertThat(server.faults().fired(fault))
                .as("times that the fault struck")
                .isPositive();
        assertThat(end.state()).as(end.toString()).isEqualTo("ERROR");
        assertUntouched();
        run.assertOpen();
    }

    private void assertUntouched() {
        assertThat(run.imports()).isZero();
        assertThat(sandbox.targetRunservice().content().isEmpty()).isFalse();
        assertThat(sandbox.targetConfigstore().content().isEmpty()).isFalse();
    }

    private void assertHeldThenResumed(AgolaFault fault, AgolaServer server) {
        Execution held = run.begin().toTheEnd();

        assertThat(server.faults().fired(fault)).isEqualTo(1);
        assertThat(held.state()).as(held.toString()).isEqualTo("HELD");
        run.assertClosed();
        assertThat(server.imports()).hasSize(1);
        assertThat(api.post("/executions/" + run.id() + "/stop", "").status()).isEqualTo(409);

        JsonNode asked = run.asked();
        assertThat(run.resume(asked).status()).isEqualTo(202);
        assertThat(run.resume(asked).status()).as("a second time").isEqualTo(409);
        Execution end = run.toTheEnd();

        assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
        assertThat(server.imports()).hasSize(2);
        assertThat(server.imports().getLast().sha256())
                .isEqualTo(asked.path("files")
                        .path(server == sandbox.targetRunservice() ? "convert-runservice" : "convert-configstore")
                        .asText());
        run.assertMoved();
    }
}
