package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.faults.Switches;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Systems that limit requests: nothing fails for it, and nothing begins anew. */
class LimitedSystemsTest {

    private static final int PER_SECOND = 20;

    @Test
    void under_a_limit_no_attempt_is_given_up_and_hardly_a_request_refused() throws IOException {
        Api api = Installation.shared().api();
        try (RunningSandbox sandbox = Sandboxes.generated(200, 42)) {
            sandbox.switches()
                    .set(Switches.perSecond("zephyr"), PER_SECOND)
                    .set(Switches.perSecond("qtest"), PER_SECOND);

            Execution end = api.run(Migrations.define(api, sandbox, "limited-twenty", Migrations.GENERATED));

            assertThat(end.state()).as(end.toString()).isEqualTo("SUCCESS");
            assertThat(sandbox.stats().limit("qtest").refused())
                    .as("the limit was met")
                    .isPositive();
            assertThat(api.get("/executions/" + end.id() + "/log").text())
                    .as("attempts given up")
                    .doesNotContain("attempt.failed");
            long refused = sandbox.stats().limit("qtest").refused()
                    + sandbox.stats().limit("zephyr").refused();
            assertThat(refused)
                    .as("mostly of those on their way when the limit was met")
                    .isLessThan(120);
        }
    }
}
