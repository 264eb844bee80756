package io.drover.connectors.agola;

import static io.drover.connectors.agola.convert.Service.CONFIGSTORE;
import static io.drover.connectors.agola.convert.Service.RUNSERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.agola.convert.Service;
import io.drover.sandbox.agola.AgolaFault;
import io.drover.sandbox.agola.AgolaOptions;
import io.drover.sandbox.agola.AgolaOptions.Pair;
import io.drover.sandbox.agola.AgolaServer;
import io.drover.sandbox.agola.AgolaVersion;
import io.drover.sandbox.faults.Rule;
import io.drover.spi.ConnectorException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Looking at the target, and putting it into maintenance. */
class TargetTest {

    private static final AgolaOptions FILLED = AgolaOptions.quick().target(Pair.REAL_CONVERTED);

    @Test
    void what_the_target_holds_is_counted_by_kind() throws Exception {
        try (Agolas agolas = new Agolas(FILLED)) {
            MemoryTask task = agolas.run("check-new", agolas.target(), new MemoryTask().source(agolas.source()));

            assertThat(task.totals)
                    .containsEntry("present.Run", 6L)
                    .containsEntry("present.RunConfig", 6L)
                    .containsEntry("present.User", 4L);
            assertThat(task.facts).containsEntry("version", "v0.8 or later");
        }
    }

    @Test
    void an_empty_target_is_fine_in_both_modes() throws Exception {
        try (Agolas agolas = new Agolas(AgolaOptions.quick())) {
            assertThat(agolas.run("check-new", agolas.target(), new MemoryTask()).findings)
                    .isEmpty();

            agolas.run("maintenance-on", agolas.target(), RUNSERVICE);
            assertThat(agolas.run("check-new", agolas.target(), new MemoryTask())
                            .codes())
                    .containsExactly("SERVICE_UNPROVEN");
        }
    }

    @Test
    void a_target_that_is_old_swapped_one_or_the_source_is_refused() {
        try (Agolas agolas = new Agolas(FILLED)) {
            AgolaServer runservice = agolas.sandbox.targetRunservice();
            AgolaServer configstore = agolas.sandbox.targetConfigstore();

            assertThat(code(agolas, agolas.source())).isEqualTo("TARGET_TOO_OLD");
            assertThat(code(agolas, Agolas.settings(configstore, runservice))).isEqualTo("SERVICES_SWAPPED");
            assertThat(code(agolas, Agolas.settings(runservice, runservice))).isEqualTo("SAME_ADDRESS");
            assertThat(code(
                            agolas,
                            agolas.target().put("configstore", runservice.url().replace("127.0.0.1", "localhost"))))
                    .isEqualTo("SAME_ADDRESS");
            assertThat(agolas.refused("check-new", agolas.target(), new MemoryTask().source(agolas.target()))
                            .code())
                    .isEqualTo("TARGET_IS_SOURCE");
        }
    }

    @Test
    void swapped_services_in_maintenance_are_known_by_what_they_hold() throws Exception {
        try (Agolas agolas = new Agolas(FILLED)) {
            agolas.run("maintenance-on", agolas.target(), RUNSERVICE);
            agolas.run("maintenance-on", agolas.target(), CONFIGSTORE);

            assertThat(code(
                            agolas,
                            Agolas.settings(agolas.sandbox.targetConfigstore(), agolas.sandbox.targetRunservice())))
                    .isEqualTo("SERVICES_SWAPPED");
        }
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void maintenance_is_waited_for_through_the_closed_port_and_may_be_on_already(Service service) throws Exception {
        try (Agolas agolas = new Agolas(FILLED)) {
            MemoryTask on = agolas.run("maintenance-on", agolas.target(), service);
            assertThat(agolas.targetOf(service).maintenanceInEffect()).isTrue();
            assertThat(on.requests()).contains("http.request PUT /maintenance", "http.answer PUT /maintenance 200");

            MemoryTask again = agolas.run("maintenance-on", agolas.target(), service);
            assertThat(again.requests()).doesNotContain("http.request PUT /maintenance");

            agolas.run("maintenance-off", agolas.target(), service);
            assertThat(agolas.targetOf(service).maintenanceInEffect()).isFalse();
            assertThat(agolas.run("maintenance-off", agolas.target(), service).requests())
                    .doesNotContain("http.request DELETE /maintenance");
        }
    }

    @Test
    void maintenance_is_not_changed_by_an_attempt_that_is_not_the_one_to_do_so_any_more() {
        try (Agolas agolas = new Agolas(FILLED)) {
            MemoryTask stale = Agolas.task(CONFIGSTORE).withoutPermit();

            agolas.refused("maintenance-on", agolas.target(), stale);

            assertThat(stale.requests()).endsWith("http.request PUT /maintenance", "http.failed PUT /maintenance");
            assertThat(agolas.sandbox.targetConfigstore().maintenanceInEffect()).isFalse();
        }
    }

    @Test
    void a_replica_that_does_not_notice_holds_everything_up() throws Exception {
        try (Agolas agolas = new Agolas(FILLED)) {
            AgolaServer replica = agolas.sandbox.replica(agolas.sandbox.targetRunservice());
            ObjectNode settings = agolas.target().put("maintenanceTimeoutSeconds", 1);
            settings.putArray("runserviceReplicas").add(replica.url());
            replica.faults().set(AgolaFault.MAINTENANCE_UNNOTICED);

            ConnectorException refused = agolas.refused("maintenance-on", settings, RUNSERVICE);

            assertThat(refused.code()).isEqualTo("MAINTENANCE_TIMEOUT");
            assertThat(refused).hasMessageContaining(replica.url()).hasMessageContaining("current=false");
            replica.faults().lift(AgolaFault.MAINTENANCE_UNNOTICED);
            settings.put("maintenanceTimeoutSeconds", 20);
            MemoryTask task = agolas.run("maintenance-on", settings, RUNSERVICE);
            assertThat(replica.maintenanceInEffect()).isTrue();
            assertThat(task.totals).containsEntry("replicas", 2L);
        }
    }

    @Test
    void services_that_share_a_database_go_into_maintenance_together_and_are_refused() {
        try (Agolas agolas = new Agolas(FILLED.targetSharesDatabase(true))) {
            ConnectorException refused = agolas.refused("maintenance-on", agolas.target(), RUNSERVICE);

            assertThat(refused.code()).isEqualTo("SHARED_DATABASE");
        }
    }

    @Test
    void maintenance_that_was_on_for_both_proves_no_separate_databases() throws Exception {
        try (Agolas agolas = new Agolas(FILLED.targetSharesDatabase(true))) {
            agolas.refused("maintenance-on", agolas.target(), RUNSERVICE);

            assertThat(agolas.run("maintenance-on", agolas.target(), RUNSERVICE).codes())
                    .containsExactly("MAINTENANCE_WAS_ON");
        }
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void a_backup_is_what_the_target_holds(Service service) throws Exception {
        try (Agolas agolas = new Agolas(FILLED)) {
            MemoryTask task = agolas.run("backup", agolas.target(), service);

            byte[] held = agolas.targetOf(service).export();
            assertThat(task.file("backup")).isEqualTo(held);
            assertThat(task.facts).containsEntry("sha256", ExportHash.of(held));
            assertThat(task.totals.keySet()).allMatch(word -> word.startsWith("present."));
            assertThat(task.totals.values().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(service == RUNSERVICE ? 15 : 34);
        }
    }

    @Test
    void a_backup_that_is_not_whole_is_none() {
        try (Agolas agolas = new Agolas(FILLED)) {
            AgolaServer configstore = agolas.sandbox.targetConfigstore();

            configstore.faults().set(AgolaFault.EXPORT_ABORTED, Rule.at(5_000).once());
            assertThat(agolas.refused("backup", agolas.target(), CONFIGSTORE).code())
                    .isEqualTo("EXPORT_CUT");
            configstore.faults().set(AgolaFault.EXPORT_CUT, Rule.at(20).once());
            assertThat(agolas.refused("backup", agolas.target(), CONFIGSTORE).code())
                    .isEqualTo("EXPORT_UNSTEADY");
            configstore.faults().set(AgolaFault.EXPORT_EMPTY, Rule.ONCE);
            assertThat(agolas.refused("backup", agolas.target(), CONFIGSTORE).code())
                    .isEqualTo("EXPORT_UNSTEADY");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AgolaVersion.class,
            names = {"V0_9_0", "V0_10_0"})
    void later_versions_want_their_token_outside_maintenance(AgolaVersion version) throws Exception {
        AgolaOptions options = FILLED.target(version).targetToken("right");
        try (Agolas agolas = new Agolas(options)) {
            assertThat(code(agolas, agolas.target())).isEqualTo("TOKEN_REFUSED");
            assertThat(agolas.refused("maintenance-on", agolas.target(), RUNSERVICE)
                            .code())
                    .isEqualTo("TOKEN_REFUSED");
        }
        try (Agolas agolas = new Agolas(options, Map.of("runserviceToken", "right", "configstoreToken", "right"))) {
            MemoryTask check = agolas.run("check-new", agolas.target(), new MemoryTask());
            assertThat(check.record.toString()).doesNotContain("Token right");
            agolas.run("maintenance-on", agolas.target(), RUNSERVICE);
            agolas.run("maintenance-off", agolas.target(), RUNSERVICE);
        }
    }

    private static String code(Agolas agolas, ObjectNode settings) {
        return agolas.refused("check-new", settings, new MemoryTask()).code();
    }
}
