package io.drover.connectors.agola;

import static io.drover.connectors.agola.convert.Service.CONFIGSTORE;
import static io.drover.connectors.agola.convert.Service.RUNSERVICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.connectors.agola.convert.Service;
import io.drover.sandbox.agola.AgolaFault;
import io.drover.sandbox.agola.AgolaOptions;
import io.drover.sandbox.agola.AgolaOptions.Pair;
import io.drover.sandbox.agola.AgolaServer;
import io.drover.sandbox.agola.AgolaService;
import io.drover.sandbox.agola.Export;
import io.drover.sandbox.faults.Rule;
import io.drover.spi.ConnectorException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the source can do wrong; each ends with a failure and without a file. */
class SourceTest {

    private final Agolas agolas = new Agolas(AgolaOptions.quick());

    @AfterEach
    void close() {
        agolas.close();
    }

    @Test
    void services_that_are_newer_swapped_or_one_are_refused() {
        assertThat(code("check-old", agolas.target())).isEqualTo("NOT_V07");
        assertThat(code(
                        "check-old",
                        Agolas.settings(agolas.sandbox.sourceConfigstore(), agolas.sandbox.sourceRunservice())))
                .isEqualTo("SERVICES_SWAPPED");
        assertThat(code(
                        "check-old",
                        Agolas.settings(agolas.sandbox.sourceRunservice(), agolas.sandbox.sourceRunservice())))
                .isEqualTo("SERVICES_SWAPPED");
    }

    @Test
    void a_service_in_maintenance_lists_nothing_and_is_refused() throws Exception {
        AgolaServer configstore = agolas.sandbox.sourceConfigstore();
        Maintenances.enter(configstore);

        assertThat(code("check-old", agolas.source())).isEqualTo("IN_MAINTENANCE");
    }

    @Test
    void runs_that_no_export_holds_are_named_with_their_phase() throws Exception {
        MemoryTask preflight = agolas.run("preflight", agolas.source(), new MemoryTask());

        assertThat(preflight.findings)
                .filteredOn(finding -> finding.code().equals("RUN_NOT_ARCHIVED"))
                .extracting("subject", "evidence")
                .containsExactly(
                        tuple("0000001lg004i-0000000000006", "phase=running waiting for approval name=dotfiles"),
                        tuple("0000001lg004i-000000000000b", "phase=running waiting for approval name=dotfiles"),
                        tuple("0000001lg004i-000000000000c", "phase=cancelled name=to cancel"),
                        tuple("0000001lg004i-000000000000d", "phase=running name=still running at export"));
        assertThat(preflight.totals)
                .containsEntry("runs", 10L)
                .containsEntry("unarchived", 4L)
                .containsEntry("passwords", 0L)
                .containsEntry("in.run", 6L)
                .containsEntry("out.User", 4L);
        assertThat(preflight.codes()).doesNotContain("RUN_LOST", "RUNS_DIFFER");
        assertThat(preflight.files).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void an_export_is_kept_byte_for_byte_with_its_counts(Service service) throws Exception {
        MemoryTask task = agolas.run("export", agolas.source(), service);

        byte[] expected = agolas.sourceOf(service).export();
        assertThat(task.file("export")).isEqualTo(expected);
        assertThat(task.facts)
                .containsEntry("sha256", ExportHash.of(expected))
                .containsEntry("bytes", String.valueOf(expected.length))
                .containsEntry("reconciled", service == RUNSERVICE ? "runconfig run" : "user");
        assertThat(task.totals)
                .containsEntry(service == RUNSERVICE ? "in.runconfig" : "in.user", service == RUNSERVICE ? 10L : 4L);
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void an_export_that_is_broken_off_leaves_nothing(Service service) {
        fault(service, AgolaFault.EXPORT_ABORTED, Rule.at(5_000));

        ConnectorException refused = agolas.refused("export", agolas.source(), service);

        assertThat(refused.code()).isEqualTo("EXPORT_CUT");
        assertThat(agolas.sourceOf(service).faults().fired(AgolaFault.EXPORT_ABORTED))
                .isPositive();
    }

    @ParameterizedTest
    @EnumSource(Service.class)
    void an_empty_export_leaves_nothing(Service service) {
        fault(service, AgolaFault.EXPORT_EMPTY, Rule.ALWAYS);

        assertThat(agolas.refused("export", agolas.source(), service).code()).isEqualTo("EXPORT_EMPTY");
    }

    /** The body alone looks whole: the second one does not agree. */
    @ParameterizedTest
    @EnumSource(Service.class)
    void an_export_that_once_ends_between_two_objects_leaves_nothing(Service service) {
        fault(service, AgolaFault.EXPORT_CUT, Rule.at(18).once());

        assertThat(agolas.refused("export", agolas.source(), service).code()).isEqualTo("EXPORT_UNSTEADY");
        assertThat(agolas.sourceOf(service).faults().fired(AgolaFault.EXPORT_CUT))
                .isEqualTo(1);
    }

    /** Both agree, and the lists do not. */
    @ParameterizedTest
    @EnumSource(Service.class)
    void an_export_that_always_ends_between_two_objects_is_less_than_what_is_listed(Service service) {
        fault(service, AgolaFault.EXPORT_CUT, Rule.at(3));

        assertThat(agolas.refused("export", agolas.source(), service).code()).isEqualTo("EXPORT_INCOMPLETE");
    }

    @Test
    void the_export_of_the_other_service_leaves_nothing() {
        var swapped = Agolas.settings(agolas.sandbox.sourceConfigstore(), agolas.sandbox.sourceRunservice());

        assertThat(agolas.refused("export", swapped, RUNSERVICE).code()).isEqualTo("OTHER_SERVICE");
        assertThat(agolas.refused("export", swapped, CONFIGSTORE).code()).isEqualTo("OTHER_SERVICE");
    }

    @Test
    void an_export_that_ends_inside_an_object_or_has_an_id_twice_leaves_nothing() {
        byte[] real = Export.real(AgolaService.CONFIGSTORE).readAll();
        String text = new String(real, StandardCharsets.US_ASCII);
        String first = text.substring(0, text.indexOf("}{") + 1);

        assertThat(exportOf(Arrays.copyOf(real, 6_000))).isEqualTo("EXPORT_CUT");
        assertThat(exportOf((first + text).getBytes(StandardCharsets.US_ASCII))).isEqualTo("DUPLICATE_ID");
        assertThat(exportOf(Export.realConverted(AgolaService.CONFIGSTORE).readAll()))
                .isEqualTo("ALREADY_CONVERTED");
        assertThat(exportOf("<html>".getBytes(StandardCharsets.US_ASCII))).isEqualTo("NOT_AN_EXPORT");
    }

    private static String exportOf(byte[] content) {
        Pair pair = new Pair(Export.real(AgolaService.RUNSERVICE), Export.bytes(content));
        try (Agolas damaged = new Agolas(AgolaOptions.quick().source(pair, Export.EMPTY))) {
            return damaged.refused("export", damaged.source(), CONFIGSTORE).code();
        }
    }

    @Test
    void a_service_that_is_down_is_named() {
        agolas.sandbox.sourceConfigstore().faults().set(AgolaFault.REFUSING);

        ConnectorException refused = agolas.refused("export", agolas.source(), CONFIGSTORE);

        // A port that just closed may still have taken the connection.
        assertThat(refused.code()).isIn("HOST_UNREACHABLE", "CONNECTION_BROKEN");
        assertThat(refused)
                .hasMessageContaining(agolas.sandbox.sourceConfigstore().url());
    }

    @Test
    void every_request_is_on_record_before_its_answer_and_no_secret_with_it() throws Exception {
        MemoryTask task = agolas.run("export", agolas.source(), CONFIGSTORE);

        assertThat(task.requests())
                .startsWith(
                        "http.request GET /export",
                        "http.answer GET /export 200",
                        "http.request GET /export",
                        "http.answer GET /export 200");
        assertThat(task.record.get(1).detail())
                .containsEntry("body.sha256", task.facts.get("sha256"))
                .containsEntry("header.transfer-encoding", "chunked");
        assertThat(task.record.toString()).doesNotContain("8c7b923f79eb24fb7a28940a489f5a4a8243c275", "\"tokens\"");
    }

    @Test
    void a_broken_export_is_on_record_as_such() {
        fault(RUNSERVICE, AgolaFault.EXPORT_ABORTED, Rule.at(5_000));
        MemoryTask task = Agolas.task(RUNSERVICE);
        agolas.refused("export", agolas.source(), task);

        assertThat(task.requests()).containsExactly("http.request GET /export", "http.failed GET /export");
        assertThat(task.record.getLast().detail().get("error")).contains("broke off after");
    }

    private void fault(Service service, AgolaFault fault, Rule rule) {
        agolas.sourceOf(service).faults().set(fault, rule);
    }

    private String code(String operation, com.fasterxml.jackson.databind.node.ObjectNode settings) {
        return agolas.refused(operation, settings, new MemoryTask()).code();
    }
}
