package io.drover.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.spi.Check;
import io.drover.spi.Connection;
import org.junit.jupiter.api.Test;

/** What a source keeps besides when its system has an address and asks for a token. */
public abstract class RemoteSourceContract extends SourceContract {

    protected abstract Connection connectionWithWrongToken();

    protected abstract Connection connectionToWrongProject();

    /** To a port where nobody listens. */
    protected abstract Connection connectionToNobody();

    @Test
    public void a_wrong_token_fails_the_check_and_is_not_repeated_in_the_message() {
        Connection wrong = connectionWithWrongToken();
        Check check = check(wrong);
        assertThat(check.ok()).isFalse();
        assertThat(check.code()).isIn("TOKEN_REFUSED", "NO_PERMISSION");
        assertThat(check.problem())
                .isNotBlank()
                .doesNotContain(
                        wrong.secrets().value(connector().descriptor().secrets().getFirst()));
    }

    @Test
    public void a_wrong_project_fails_the_check() {
        assertThat(check(connectionToWrongProject()).code()).isEqualTo("PROJECT_NOT_FOUND");
    }

    @Test
    public void an_unreachable_host_fails_the_check_and_is_named() {
        Check check = check(connectionToNobody());
        assertThat(check.code()).isEqualTo("HOST_UNREACHABLE");
        assertThat(check.problem()).contains("://");
    }
}
