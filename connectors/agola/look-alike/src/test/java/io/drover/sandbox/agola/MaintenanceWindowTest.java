package io.drover.sandbox.agola;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.sandbox.agola.AgolaOptions.Pair;
import io.drover.sandbox.agola.AgolaOptions.Windows;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What can be seen while a mode changes; the outage is long enough to be seen on a busy machine. */
class MaintenanceWindowTest {

    private static final String DONE = "200|application/json|0|";
    private static final byte[] NOTHING = new byte[0];

    @RegisterExtension
    static final RunningAgola AGOLA = new RunningAgola(AgolaOptions.real()
            .target(Pair.REAL_CONVERTED)
            .with(new Windows(Duration.ofMillis(50), Duration.ofMillis(700))));

    private static final AgolaSandbox sandbox = AGOLA.sandbox();
    private static final Asker asker = AGOLA.asker();

    private static void seesThePortClosedAndOpenAgain(AgolaServer server) {
        Asker.await().until(() -> asker.refused(server));
        assertThatThrownBy(() -> asker.get(server, "/maintenance")).isInstanceOf(ConnectException.class);
        int port = server.port();
        Asker.await().until(() -> !asker.refused(server));
        assertThat(server.port()).isEqualTo(port);
    }

    @Test
    void v0_7_closes_its_port_at_once_when_maintenance_is_entered_or_left() throws IOException {
        AgolaServer server = sandbox.sourceConfigstore();
        assertThat(asker.send(server, "PUT", "/maintenance", NOTHING).summary()).isEqualTo(DONE);
        seesThePortClosedAndOpenAgain(server);
        assertThat(asker.get(server, "/users").status()).isEqualTo(404);
        assertThat(asker.send(server, "DELETE", "/maintenance", NOTHING).summary())
                .isEqualTo(DONE);
        seesThePortClosedAndOpenAgain(server);
        assertThat(asker.get(server, "/users").status()).isEqualTo(200);
    }

    @Test
    void v0_8_is_first_asked_for_maintenance_then_refuses_then_is_in_it() throws IOException {
        AgolaServer server = sandbox.targetRunservice();
        server.faults().set(AgolaFault.MAINTENANCE_UNNOTICED);
        assertThat(asker.send(server, "PUT", "/maintenance", NOTHING).summary()).isEqualTo(DONE);
        assertThat(asker.get(server, "/maintenance").text()).isEqualTo(Asker.STATUS_COMING);
        assertThat(asker.importing(server, NOTHING).status()).isEqualTo(400);
        assertThat(server.content().isEmpty()).isFalse();
        server.faults().lift(AgolaFault.MAINTENANCE_UNNOTICED);
        seesThePortClosedAndOpenAgain(server);
        assertThat(asker.get(server, "/maintenance").text()).isEqualTo(Asker.STATUS_ON);
    }

    @Test
    void v0_8_leaves_maintenance_by_the_same_way() throws IOException {
        AgolaServer server = sandbox.targetRunservice();
        asker.maintenance(server, true);
        server.faults().set(AgolaFault.MAINTENANCE_UNNOTICED);
        assertThat(asker.send(server, "DELETE", "/maintenance", NOTHING).summary())
                .isEqualTo(DONE);
        assertThat(asker.get(server, "/maintenance").text())
                .isEqualTo("{\"RequestedStatus\":false,\"CurrentStatus\":true}");
        server.faults().lift(AgolaFault.MAINTENANCE_UNNOTICED);
        seesThePortClosedAndOpenAgain(server);
        assertThat(asker.get(server, "/maintenance").text()).isEqualTo(Asker.STATUS_OFF);
    }

    @Test
    void a_change_that_is_taken_back_before_it_was_noticed_closes_nothing() throws IOException {
        AgolaServer server = sandbox.targetRunservice();
        server.faults().set(AgolaFault.MAINTENANCE_UNNOTICED);
        assertThat(asker.send(server, "PUT", "/maintenance", NOTHING).status()).isEqualTo(200);
        assertThat(asker.send(server, "DELETE", "/maintenance", NOTHING).status())
                .isEqualTo(200);
        server.faults().lift(AgolaFault.MAINTENANCE_UNNOTICED);
        assertThat(asker.get(server, "/maintenance").text()).isEqualTo(Asker.STATUS_OFF);
    }
}
