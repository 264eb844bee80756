package io.drover.coordinator.planning;

import io.drover.api.SystemLimits;
import io.drover.api.Violation;
import io.drover.contracts.RequestLimits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What may be said of a system's limits, and what workers are told of it. */
public final class LimitRules {

    private static final Pattern RATE = Pattern.compile("(\\d{1,9})\\s*/\\s*(\\d{0,5})\\s*(s|min|h|d)");
    private static final Map<String, Duration> UNITS = Map.of(
            "s",
            Duration.ofSeconds(1),
            "min",
            Duration.ofMinutes(1),
            "h",
            Duration.ofHours(1),
            "d",
            Duration.ofDays(1));
    private static final int MOST = 10_000;

    private LimitRules() {}

    private record Rate(long requests, Duration period) {}

    /** @param side {@code source} or {@code target} */
    static void violations(String side, SystemLimits limits, List<Violation> violations) {
        String rate = limits.rate();
        if (rate != null && parsed(rate).isEmpty()) {
            violations.add(new Violation(
                    side + ".limits.rate",
                    "must be requests in a time, for example 10/s, 600/min or 5000/h, not " + rate));
        }
        within(side + ".limits.burst", limits.burst(), violations);
        within(side + ".limits.concurrency", limits.concurrency(), violations);
        if (limits.burst() != null && rate == null) {
            violations.add(new Violation(side + ".limits.burst", "has no effect without a rate: add limits.rate"));
        }
        if (rate == null && limits.burst() == null && limits.concurrency() == null) {
            violations.add(new Violation(side + ".limits", "is empty: it can have rate, burst and concurrency"));
        }
    }

    private static void within(String field, @Nullable Integer given, List<Violation> violations) {
        if (given != null && (given < 1 || given > MOST)) {
            violations.add(new Violation(field, "must be 1 to " + MOST + ", not " + given));
        }
    }

    private static Optional<Rate> parsed(@Nullable String rate) {
        Matcher given = RATE.matcher(rate == null ? "" : rate.strip());
        if (!given.matches()) {
            return Optional.empty();
        }
        long requests = Long.parseLong(given.group(1));
        long times = given.group(2).isEmpty() ? 1 : Long.parseLong(given.group(2));
        Duration unit = UNITS.getOrDefault(given.group(3), Duration.ZERO);
        return requests == 0 || times == 0
                ? Optional.empty()
                : Optional.of(new Rate(requests, unit.multipliedBy(times)));
    }

    /**
     * What workers are told.
     *
     * @param limits null where nothing is said
     */
    public static RequestLimits told(@Nullable SystemLimits limits, Duration longestWait) {
        Rate rate = limits == null ? null : parsed(limits.rate()).orElse(null);
        return new RequestLimits(
                rate == null ? null : rate.requests,
                rate == null ? null : rate.period.toMillis(),
                limits == null ? null : limits.burst(),
                limits == null ? null : limits.concurrency(),
                longestWait.toMillis());
    }
}
