package io.drover.sandbox.agola;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.sandbox.agola.AgolaOptions.Pair;
import io.drover.sandbox.agola.Asker.Reply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** v0.8.0 as in its transcripts, apart from imports. */
class TargetTest {

    private static final String BAD = "400|text/plain; charset=utf-8|24|{\"code\":\"\",\"message\":\"\"}";
    private static final String NOT_FOUND = "404|text/plain; charset=utf-8|19|404 page not found\n";
    private static final byte[] NOTHING = new byte[0];

    @RegisterExtension
    static final RunningAgola AGOLA = new RunningAgola(AgolaOptions.quick().target(Pair.REAL_CONVERTED));

    private static final AgolaServer runservice = AGOLA.sandbox().targetRunservice();
    private static final AgolaServer configstore = AGOLA.sandbox().targetConfigstore();
    private static final Asker asker = AGOLA.asker();

    private static String ask(AgolaServer server, String method, String path) throws IOException {
        return asker.send(server, method, path, NOTHING).summary();
    }

    @Test
    void a_fresh_target_is_empty_and_not_in_maintenance() throws IOException {
        try (AgolaSandbox fresh = AgolaSandbox.start(AgolaOptions.quick())) {
            assertThat(ask(fresh.targetConfigstore(), "GET", "/export")).isEqualTo("200||0|");
            assertThat(ask(fresh.targetConfigstore(), "GET", "/maintenance"))
                    .isEqualTo("200|application/json|47|" + Asker.STATUS_OFF);
            assertThat(fresh.targetConfigstore().content().isEmpty()).isTrue();
        }
    }

    @Test
    void what_is_asked_for_already_is_refused() throws IOException {
        assertThat(ask(configstore, "DELETE", "/maintenance")).isEqualTo(BAD);
        asker.maintenance(configstore, true);
        assertThat(ask(configstore, "PUT", "/maintenance")).isEqualTo(BAD);
    }

    @Test
    void maintenance_leaves_little_of_the_api() throws IOException {
        asker.maintenance(configstore, true);
        asker.maintenance(runservice, true);
        assertThat(ask(configstore, "GET", "/users")).isEqualTo(NOT_FOUND);
        assertThat(ask(runservice, "GET", "/runs")).isEqualTo(NOT_FOUND);
        assertThat(asker.export(configstore))
                .isEqualTo(Export.realConverted(AgolaService.CONFIGSTORE).readAll());
    }

    @Test
    void an_unknown_path_is_400_at_the_run_service_and_404_at_the_config_store() throws IOException {
        assertThat(ask(runservice, "GET", "/nonexistent")).isEqualTo("400||0|");
        assertThat(ask(configstore, "GET", "/nonexistent")).isEqualTo(NOT_FOUND);
    }

    @Test
    void users_are_listed_as_the_real_program_did() throws IOException {
        Reply users = asker.get(configstore, "/users?limit=2");
        assertThat(users.header("Content-Type")).isEqualTo("application/json");
        assertThat(users.header("Content-Length")).isEqualTo("410");
        assertThat(users.text())
                .startsWith(
                        "[{\"id\":\"19f97575-4680-4b58-a2fd-b91da30c5f39\",\"creationTime\":\"2026-11-20T08:13:52.0754884")
                .contains("\"name\":\"dave\"", "\"name\":\"carol\"");
    }

    @Test
    void runs_are_listed_by_their_sequence() throws IOException {
        List<Integer> sequences = new ArrayList<>();
        new ObjectMapper()
                .readTree(asker.get(runservice, "/runs?asc&start=2").body())
                .path("runs")
                .forEach(run -> sequences.add(run.path("sequence").asInt()));
        assertThat(sequences).containsExactly(3, 4, 5, 6);
    }

    @Test
    void each_replica_has_a_mode_of_its_own() throws IOException {
        try (AgolaSandbox two = AgolaSandbox.start(AgolaOptions.quick())) {
            AgolaServer first = two.targetRunservice();
            AgolaServer second = two.replica(first);
            second.faults().set(AgolaFault.MAINTENANCE_UNNOTICED);
            asker.maintenance(first, true);
            assertThat(asker.get(first, "/maintenance").text()).isEqualTo(Asker.STATUS_ON);
            assertThat(asker.get(second, "/maintenance").text()).isEqualTo(Asker.STATUS_COMING);
            assertThat(asker.importing(
                                    first,
                                    Export.realConverted(AgolaService.RUNSERVICE)
                                            .readAll())
                            .status())
                    .isEqualTo(200);
            assertThat(second.content()).isEqualTo(first.content());
        }
    }

    @Test
    void services_that_share_a_database_share_their_maintenance() throws IOException {
        try (AgolaSandbox shared = AgolaSandbox.start(AgolaOptions.quick().targetSharesDatabase(true))) {
            asker.maintenance(shared.targetRunservice(), true);
            Asker.await().until(() -> shared.targetConfigstore().maintenanceInEffect());
            Asker.await().until(() -> !asker.refused(shared.targetConfigstore()));
            assertThat(ask(shared.targetConfigstore(), "PUT", "/maintenance")).isEqualTo(BAD);
        }
        asker.maintenance(runservice, true);
        assertThat(configstore.maintenanceRequested()).isFalse();
    }

    @Test
    void a_target_older_than_v0_8_is_none() {
        assertThatThrownBy(() -> AgolaOptions.quick().target(AgolaVersion.V0_7_1))
                .hasMessageContaining("v0.8");
    }
}
