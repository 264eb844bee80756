package io.drover.sandbox.agola;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What v0.9 and v0.10 do otherwise. */
class LaterVersionsTest {

    private static final byte[] NOTHING = new byte[0];

    private final Asker asker = new Asker();

    @AfterEach
    void close() {
        asker.close();
    }

    @Test
    void errors_of_v0_10_are_an_empty_array_and_its_successes_have_no_type() throws IOException {
        try (AgolaSandbox sandbox = AgolaSandbox.start(AgolaOptions.quick().target(AgolaVersion.V0_10_0))) {
            AgolaServer server = sandbox.targetConfigstore();
            assertThat(asker.send(server, "DELETE", "/maintenance", NOTHING).summary())
                    .isEqualTo("400|application/json|2|[]");
            assertThat(asker.send(server, "PUT", "/maintenance", NOTHING).summary())
                    .isEqualTo("200||0|");
            Asker.await().until(() -> server.maintenanceInEffect() && !asker.refused(server));
            assertThat(asker.importing(server, new byte[] {'{'}).summary()).isEqualTo("500|application/json|2|[]");
            assertThat(asker.importing(server, NOTHING).summary()).isEqualTo("200||0|");
        }
    }

    @Test
    void a_token_is_wanted_in_default_mode_only() throws IOException {
        try (AgolaSandbox sandbox = AgolaSandbox.start(
                AgolaOptions.quick().target(AgolaVersion.V0_10_0).targetToken("invented"))) {
            AgolaServer server = sandbox.targetRunservice();
            assertThat(asker.get(server, "/export").summary()).isEqualTo("401|application/json|2|[]");
            assertThat(asker.send(server, "GET", "/export", NOTHING, "Authorization", "Token wrong")
                            .status())
                    .isEqualTo(401);
            assertThat(asker.send(server, "PUT", "/maintenance", NOTHING, "Authorization", "Token invented")
                            .status())
                    .isEqualTo(200);
            Asker.await().until(() -> server.maintenanceInEffect() && !asker.refused(server));
            assertThat(asker.importing(server, NOTHING).status()).isEqualTo(200);
        }
    }

    @Test
    void v0_9_has_tokens_and_the_old_errors() throws IOException {
        try (AgolaSandbox sandbox = AgolaSandbox.start(
                AgolaOptions.quick().target(AgolaVersion.V0_9_0).targetToken("invented"))) {
            assertThat(asker.get(sandbox.targetRunservice(), "/maintenance").summary())
                    .isEqualTo("401|text/plain; charset=utf-8|24|{\"code\":\"\",\"message\":\"\"}");
        }
    }

    @Test
    void v0_8_knows_no_tokens() throws IOException {
        try (AgolaSandbox sandbox = AgolaSandbox.start(AgolaOptions.quick().targetToken("invented"))) {
            assertThat(asker.get(sandbox.targetRunservice(), "/maintenance").status())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_version_is_known_by_its_number() {
        assertThat(AgolaVersion.of("v0.10")).isEqualTo(AgolaVersion.V0_10_0);
        assertThat(AgolaVersion.of("v0.7.1")).isEqualTo(AgolaVersion.V0_7_1);
        assertThatThrownBy(() -> AgolaVersion.of("v0.11")).hasMessageContaining("v0.10.0");
    }
}
