package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.api.Migration;
import io.drover.api.SystemLimits;
import io.drover.api.Violation;
import io.drover.contracts.RequestLimits;
import io.drover.coordinator.persistence.DocumentJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a migration may say about a system's limits. */
class LimitRulesTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @ParameterizedTest
    @CsvSource({
        "10/s, 10, 1000",
        "600/min, 600, 60000",
        "5000 / h, 5000, 3600000",
        "100/10s, 100, 10000",
        "1/d, 1, 86400000"
    })
    void a_rate_is_requests_in_a_time(String rate, long requests, long period) {
        assertThat(violations("{\"rate\": \"" + rate + "\", \"burst\": 5, \"concurrency\": 8}"))
                .isEmpty();
        assertThat(LimitRules.told(new SystemLimits(rate, 5, 8), HOUR))
                .isEqualTo(new RequestLimits(requests, period, 5, 8, 3_600_000L));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"rate\": \"fast\"}; target.limits.rate; for example 10/s",
                "{\"rate\": \"0/s\"}; target.limits.rate; requests in a time",
                "{\"rate\": \"10/0s\"}; target.limits.rate; requests in a time",
                "{\"rate\": \"10/s\", \"burst\": 0}; target.limits.burst; must be 1 to 10000",
                "{\"burst\": 5}; target.limits.burst; without a rate",
                "{\"concurrency\": 0}; target.limits.concurrency; must be 1 to 10000",
                "{}; target.limits; is empty"
            })
    void what_it_cannot_mean_is_refused_with_what_it_can(String limits, String field, String said) {
        assertThat(violations(limits)).singleElement().satisfies(violation -> {
            assertThat(violation.field()).isEqualTo(field);
            assertThat(violation.message()).contains(said);
        });
    }

    @Test
    void where_nothing_is_said_workers_are_told_only_how_long_to_wait() {
        assertThat(LimitRules.told(null, HOUR)).isEqualTo(new RequestLimits(null, null, null, null, 3_600_000L));
    }

    @Test
    void a_definition_of_an_earlier_release_keeps_its_form() {
        String earlier = "{\"connector\":\"qtest\",\"settings\":{},\"secrets\":{}}";
        assertThat(DocumentJson.write(DocumentJson.read(earlier, Migration.Side.class)))
                .isEqualTo(earlier);
    }

    private static List<Violation> violations(String limits) {
        List<Violation> violations = new ArrayList<>();
        LimitRules.violations("target", DocumentJson.read(limits, SystemLimits.class), violations);
        return violations;
    }
}
