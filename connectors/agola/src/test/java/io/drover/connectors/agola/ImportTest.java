package io.drover.connectors.agola;

import static io.drover.connectors.agola.convert.Service.CONFIGSTORE;
import static io.drover.connectors.agola.convert.Service.RUNSERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.connectors.agola.convert.Service;
import io.drover.sandbox.agola.AgolaFault;
import io.drover.sandbox.agola.AgolaOptions;
import io.drover.sandbox.agola.AgolaOptions.Pair;
import io.drover.sandbox.agola.AgolaService;
import io.drover.sandbox.agola.AgolaVersion;
import io.drover.sandbox.agola.Export;
import io.drover.sandbox.faults.Rule;
import io.drover.spi.ConnectorException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The step that destroys. The target holds something, so that what is lost can be seen. */
class ImportTest {

    private static final byte[] CONFIGURATION =
            Export.realConverted(AgolaService.CONFIGSTORE).readAll();
    private static final byte[] RUNS =
            Export.realConverted(AgolaService.RUNSERVICE).readAll();

    private final Agolas agolas = new Agolas(AgolaOptions.quick().target(Pair.REAL_CONVERTED));

    @AfterEach
    void close() {
        agolas.close();
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void nothing_is_sent_before_maintenance_is_in_effect(Service service) {
        ConnectorException refused = refused(service, file(service));

        assertThat(refused.code()).isEqualTo("NOT_IN_MAINTENANCE");
        assertUntouched(service);
    }

    @Test
    void nothing_is_sent_while_a_replica_is_not_in_maintenance() throws Exception {
        var replica = agolas.sandbox.replica(agolas.sandbox.targetConfigstore());
        replica.faults().set(AgolaFault.MAINTENANCE_UNNOTICED);
        agolas.run("maintenance-on", agolas.target(), CONFIGSTORE);
        var settings = agolas.target();
        settings.putArray("configstoreReplicas").add(replica.url());

        assertThat(agolas.refused("import", settings, task(CONFIGSTORE, CONFIGURATION))
                        .code())
                .isEqualTo("NOT_IN_MAINTENANCE");
        assertUntouched(CONFIGSTORE);
    }

    @Test
    void a_file_that_would_empty_the_database_is_not_sent() throws Exception {
        agolas.run("maintenance-on", agolas.target(), CONFIGSTORE);
        String text = new String(CONFIGURATION, StandardCharsets.UTF_8);
        String first = text.substring(0, text.indexOf('\n') + 1);

        assertThat(refused(CONFIGSTORE, new byte[0]).code()).isEqualTo("IMPORT_EMPTY");
        assertThat(refused(CONFIGSTORE, RUNS).code()).isEqualTo("SERVICES_SWAPPED");
        assertThat(refused(CONFIGSTORE, Export.real(AgolaService.CONFIGSTORE).readAll())
                        .code())
                .isIn("NOT_AN_EXPORT", "EXPORT_CUT");
        assertThat(refused(CONFIGSTORE, Arrays.copyOf(CONFIGURATION, 5_000)).code())
                .isEqualTo("EXPORT_CUT");
        assertThat(refused(CONFIGSTORE, (first + text).getBytes(StandardCharsets.UTF_8))
                        .code())
                .isEqualTo("OUT_OF_ORDER");
        assertUntouched(CONFIGSTORE);
    }

    @Test
    void what_is_not_in_the_backup_is_not_dropped() throws Exception {
        agolas.run("maintenance-on", agolas.target(), CONFIGSTORE);
        byte[] backup = "what somebody else has replaced since".getBytes(StandardCharsets.UTF_8);
        byte[] other = Arrays.copyOf(CONFIGURATION, lengthOfFirst(CONFIGURATION, 2));

        assertThat(agolas.refused(
                                "import",
                                agolas.target(),
                                task(CONFIGSTORE, other).input("backup", backup))
                        .code())
                .isEqualTo("TARGET_CHANGED");
        assertUntouched(CONFIGSTORE);
    }

    @Test
    void what_is_in_the_backup_or_was_dropped_or_imported_by_an_attempt_before_is_replaced() throws Exception {
        agolas.run("maintenance-on", agolas.target(), CONFIGSTORE);
        byte[] imported = Arrays.copyOf(CONFIGURATION, lengthOfFirst(CONFIGURATION, 2));
        agolas.sandbox.targetConfigstore().faults().set(AgolaFault.IMPORT_FAILS, Rule.ONCE);

        MemoryTask dropping = task(CONFIGSTORE, imported).input("backup", CONFIGURATION);
        assertThat(agolas.refused("import", agolas.target(), dropping).code()).isEqualTo("IMPORT_FAILED");
        assertThat(agolas.sandbox.targetConfigstore().export()).isEmpty();
        for (int attempt = 0; attempt < 2; attempt++) { // of nothing, and of what the one before imported
            agolas.run("import", agolas.target(), task(CONFIGSTORE, imported).input("backup", CONFIGURATION));
            assertThat(agolas.sandbox.targetConfigstore().export()).isEqualTo(imported);
        }
    }

    private static int lengthOfFirst(byte[] rows, int lines) {
        int at = 0;
        for (int line = 0; line < lines; at++) {
            line += rows[at] == '\n' ? 1 : 0;
        }
        return at;
    }

    @Test
    void without_a_permit_at_the_last_moment_nothing_is_sent() throws Exception {
        agolas.run("maintenance-on", agolas.target(), CONFIGSTORE);
        MemoryTask task = task(CONFIGSTORE, CONFIGURATION).withoutPermit();

        assertThat(agolas.refused("import", agolas.target(), task).code()).isEqualTo("CONSENT_EXPIRED");
        assertUntouched(CONFIGSTORE);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_import_whose_permit_ends_while_it_waits_for_its_turn_is_not_sent(boolean asked) throws Exception {
        agolas.run("maintenance-on", agolas.target(), CONFIGSTORE);
        MemoryTask task = task(CONFIGSTORE, CONFIGURATION);
        agolas.turns(wanted -> {
            if (task.requests().getLast().equals("http.request POST /import")) {
                task.withoutPermit();
                if (asked) {
                    wanted.run();
                }
            }
        });

        assertThat(agolas.refused("import", agolas.target(), task).code()).isEqualTo("CONSENT_EXPIRED");
        assertThat(task.requests()).endsWith("http.request POST /import", "http.failed POST /import");
        assertUntouched(CONFIGSTORE);
    }

    @Test
    void an_import_whose_maintenance_ends_while_it_waits_for_its_turn_is_refused_by_the_service() throws Exception {
        agolas.run("maintenance-on", agolas.target(), CONFIGSTORE);
        MemoryTask task = task(CONFIGSTORE, CONFIGURATION);
        AtomicBoolean ended = new AtomicBoolean();
        agolas.turns(wanted -> {
            if (task.record.size() == 3 && ended.compareAndSet(false, true)) {
                endMaintenance();
            }
        });

        assertThat(agolas.refused("import", agolas.target(), task).code()).isEqualTo("IMPORT_FAILED");
        assertThat(ended).isTrue();
        assertThat(task.requests()).endsWith("http.answer POST /import 400");
        assertThat(agolas.sandbox.targetConfigstore().export()).isEqualTo(CONFIGURATION);
    }

    private void endMaintenance() {
        try {
            agolas.run("maintenance-off", agolas.target(), CONFIGSTORE);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_file_that_changes_between_two_readings_is_not_sent() throws Exception {
        agolas.run("maintenance-on", agolas.target(), CONFIGSTORE);
        MemoryTask task = new ChangingTask(CONFIGURATION);

        assertThat(agolas.refused("import", agolas.target(), task).code()).isEqualTo("IMPORT_LOST");
        assertThat(agolas.sandbox.targetConfigstore().imported()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = AgolaFault.class,
            names = {"IMPORT_BREAKS", "IMPORT_FAILS", "IMPORT_ANSWER_LOST"})
    void a_failed_import_is_sent_once_and_says_that_the_database_is_empty(AgolaFault fault) throws Exception {
        agolas.run("maintenance-on", agolas.target(), CONFIGSTORE);
        agolas.sandbox.targetConfigstore().faults().set(fault, Rule.ONCE);

        ConnectorException refused = refused(CONFIGSTORE, CONFIGURATION);

        assertThat(refused.code()).isEqualTo(fault == AgolaFault.IMPORT_FAILS ? "IMPORT_FAILED" : "IMPORT_LOST");
        assertThat(refused).hasMessageContaining("take the database as empty").hasMessageContaining("stay closed");
        assertThat(agolas.sandbox.targetConfigstore().faults().fired(fault)).isEqualTo(1);
        assertThat(agolas.sandbox.targetConfigstore().imports()).hasSize(1);
        assertThat(agolas.sandbox.targetConfigstore().maintenanceInEffect()).isTrue();

        MemoryTask resumed = agolas.run("import", agolas.target(), task(CONFIGSTORE, CONFIGURATION));

        assertThat(agolas.sandbox.targetConfigstore().export()).isEqualTo(CONFIGURATION);
        assertThat(resumed.requests()).endsWith("http.request POST /import", "http.answer POST /import 200");
    }

    @Test
    void a_large_file_that_breaks_off_midway_is_lost() throws Exception {
        byte[] large = LargeFile.users(20_000);
        agolas.run("maintenance-on", agolas.target(), CONFIGSTORE);
        agolas.sandbox
                .targetConfigstore()
                .faults()
                .set(AgolaFault.IMPORT_BREAKS, Rule.at(large.length / 3).once());

        assertThat(refused(CONFIGSTORE, large).code()).isEqualTo("IMPORT_LOST");
        assertThat(agolas.sandbox.targetConfigstore().export()).isEmpty();
        agolas.run("import", agolas.target(), task(CONFIGSTORE, large));
        assertThat(agolas.sandbox.targetConfigstore().export()).isEqualTo(large);
    }

    @Test
    void what_is_sent_is_on_record_with_its_hash_before_it_is_sent() throws Exception {
        agolas.run("maintenance-on", agolas.target(), CONFIGSTORE);
        MemoryTask task = agolas.run("import", agolas.target(), task(CONFIGSTORE, CONFIGURATION));

        assertThat(task.requests())
                .containsExactly(
                        "http.request GET /maintenance",
                        "http.answer GET /maintenance 200",
                        "http.request POST /import",
                        "http.answer POST /import 200");
        assertThat(task.record.get(2).detail())
                .containsEntry("body.bytes", String.valueOf(CONFIGURATION.length))
                .containsEntry("body.sha256", ExportHash.of(CONFIGURATION));
        assertThat(agolas.sandbox.targetConfigstore().imports().getFirst().sha256())
                .isEqualTo(ExportHash.of(CONFIGURATION));
    }

    @Test
    void the_other_error_bodies_of_later_versions_are_failures_too() throws Exception {
        try (Agolas later = new Agolas(AgolaOptions.quick().target(AgolaVersion.V0_10_0))) {
            later.run("maintenance-on", later.target(), RUNSERVICE);
            later.sandbox.targetRunservice().faults().set(AgolaFault.IMPORT_FAILS, Rule.ONCE);
            MemoryTask task = task(RUNSERVICE, RUNS);

            assertThat(later.refused("import", later.target(), task).code()).isEqualTo("IMPORT_FAILED");
            assertThat(task.record.getLast().detail())
                    .containsEntry("status", "500")
                    .containsEntry("body", "[]");
            later.run("import", later.target(), task(RUNSERVICE, RUNS));
            assertThat(later.sandbox.targetRunservice().export()).isEqualTo(RUNS);
        }
    }

    private ConnectorException refused(Service service, byte[] file) {
        return agolas.refused("import", agolas.target(), task(service, file));
    }

    private static MemoryTask task(Service service, byte[] file) {
        return Agolas.task(service).input("converted", file);
    }

    private static byte[] file(Service service) {
        return service == RUNSERVICE ? RUNS : CONFIGURATION;
    }

    private void assertUntouched(Service service) {
        assertThat(agolas.targetOf(service).imports()).isEmpty();
        assertThat(agolas.targetOf(service).export()).isEqualTo(file(service));
    }
}
