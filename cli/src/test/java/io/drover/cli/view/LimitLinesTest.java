package io.drover.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.LimitedBy;
import org.junit.jupiter.api.Test;

class LimitLinesTest {

    @Test
    void a_limit_is_told_with_what_is_used_of_it_and_when_the_next_request_goes() {
        assertThat(LimitLines.line(new LimitedBy("qTest", 10, 10, "s", 400, 3)))
                .isEqualTo("limited by qTest: 10 of 10 requests/s, next in 0.4 s");
        assertThat(LimitLines.line(new LimitedBy("qTest", 588, 588, "min", 52_000, 3)))
                .startsWith("limited by qTest: 588 of 588 requests/min, next in 52 s");
        assertThat(LimitLines.line(new LimitedBy("qTest", 8, 8, null, 0, 3)))
                .isEqualTo("limited by qTest: 8 of 8 requests at once");
        assertThat(LimitLines.line(new LimitedBy("qTest", 0, 0, null, 1_500, 3)))
                .isEqualTo("limited by qTest: no requests just now, next in 1.5 s");
    }
}
