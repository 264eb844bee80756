package io.drover.sandbox.program;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.program.Caller.Reply;
import io.drover.sandbox.qtest.QTestLookAlike;
import io.drover.sandbox.qtest.QTestOptions;
import io.drover.sandbox.zephyr.ZephyrOptions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest {

    private static final String GRANT = "grant_type=password&username=drover%40sandbox.example&password=";

    private static RunningSandbox sandbox;
    private static Caller caller;

    @BeforeAll
    static void start() {
        sandbox = RunningSandbox.start(ZephyrOptions.generated(1, 1), QTestOptions.usual());
        caller = new Caller(sandbox);
    }

    @BeforeEach
    void calm() {
        sandbox.reset();
    }

    @AfterAll
    static void stop() {
        caller.close();
        sandbox.close();
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    private static Reply token(String authorization, String form) {
        return caller.send("POST", QTestLookAlike.in(sandbox).url() + "/oauth/token", authorization, form);
    }

    private static int status(String token) {
        return caller.send("GET", caller.qtestProject(), "bearer " + token, "").status();
    }

    @Test
    void the_password_grant_wants_the_site_and_the_right_password() {
        assertThat(token("", GRANT + "sandbox-password").status()).isEqualTo(401);
        assertThat(token(basic("other:"), GRANT + "sandbox-password").status()).isEqualTo(401);
        Reply wrong = token(basic("sandbox:"), GRANT + "wrong");
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().path("error").asText()).isEqualTo("invalid_grant");
        Reply right = token(basic("sandbox:"), GRANT + "sandbox-password");
        assertThat(right.status()).isEqualTo(200);
        assertThat(right.json().path("token_type").asText()).isEqualTo("bearer");
        assertThat(status(right.json().path("access_token").asText())).isEqualTo(200);
    }

    @Test
    void an_expired_token_is_gone_and_a_refresh_gives_another() {
        Reply granted = token(basic("sandbox:"), GRANT + "sandbox-password");
        String first = granted.json().path("access_token").asText();
        sandbox.faults().set(Fault.EXPIRED_TOKEN, Rule.next(1));
        assertThat(status(first)).isEqualTo(401);
        assertThat(status(first)).isEqualTo(401);
        String form = "grant_type=refresh_token&refresh_token="
                + granted.json().path("refresh_token").asText();
        Reply refreshed = token(basic("qtest-api:"), form);
        assertThat(status(refreshed.json().path("access_token").asText())).isEqualTo(200);
        assertThat(token(basic("qtest-api:"), form).status()).isEqualTo(400);
        assertThat(sandbox.faults().fired(Fault.EXPIRED_TOKEN)).isOne();
    }

    @Test
    void a_personal_token_never_ends_and_is_refused_once_when_told_so() {
        String address = QTestLookAlike.in(sandbox).url() + "/oauth/status";
        Reply status = caller.send(
                "GET", address, "Bearer " + QTestLookAlike.in(sandbox).token(), "");
        assertThat(status.json().path("validityInMilliseconds").asLong(-1)).isZero();
        assertThat(caller.send("GET", address, "bearer nonsense", "").status()).isEqualTo(401);
        sandbox.faults().set(Fault.EXPIRED_TOKEN, Rule.next(1));
        assertThat(status(QTestLookAlike.in(sandbox).token())).isEqualTo(401);
        assertThat(status(QTestLookAlike.in(sandbox).token())).isEqualTo(200);
    }

    @Test
    void a_revoked_token_stays_refused() {
        caller.admin("POST", "/faults", "{\"qtestTokenRevoked\":true}");
        assertThat(status(QTestLookAlike.in(sandbox).token())).isEqualTo(401);
        assertThat(status(QTestLookAlike.in(sandbox).token())).isEqualTo(401);
    }
}
