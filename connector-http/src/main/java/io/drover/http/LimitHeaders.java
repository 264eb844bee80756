package io.drover.http;

import io.drover.spi.Turn;
import io.drover.spi.Turn.Answered;
import io.drover.spi.Turn.Quota;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of an answer say about the requests that a system allows: {@code RateLimit} and {@code RateLimit-Policy}
 * of the IETF's drafts, {@code RateLimit-Limit}, {@code -Remaining} and {@code -Reset}, the same with {@code X-} and as {@code
 * X-Rate-Limit-*}, one for each of several windows ({@code X-RateLimit-Limit-Minute}), and a bucket's {@code
 * X-RateLimit-FillRate} and {@code -Interval-Seconds}. A reset is seconds or a moment, in any form of {@link RetryAfter}.
 * What cannot be read is as if it were not there.
 */
final class LimitHeaders {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}");
    /** {@code "burst";q=100;w=60}, {@code 100;w=60}, {@code limit=100}. */
    private static final Pattern ITEM = Pattern.compile("(?:\"([^\"]*)\"|([^;,=\\s]+))((?:\\s*[;=]\\s*[^;,]*)*)");

    private static final Pattern PARAMETER = Pattern.compile(";\\s*([a-z]+)\\s*=\\s*\"?(\\d{1,15})");
    private static final Pattern MEMBER = Pattern.compile("(limit|remaining|reset)\\s*=\\s*(\\d{1,15})");
    private static final Map<String, Duration> WINDOWS = Map.of(
            "second", Duration.ofSeconds(1),
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1));

    private final Map<String, String> values = new HashMap<>();
    private final Clock clock;

    private LimitHeaders(Map<String, String> headers) {
        headers.forEach((name, value) -> {
            String plain =
                    name.toLowerCase(Locale.ROOT).replaceFirst("^x-", "").replaceFirst("^rate-limit", "ratelimit");
            if (plain.startsWith("ratelimit")) {
                values.merge(plain, value.strip(), (one, other) -> one);
            }
        });
        this.clock = RetryAfter.clockOf(headers.get("date"));
    }

    /** @param headers by their names in lower case */
    static Answered of(int status, Map<String, String> headers) {
        String later = headers.get("retry-after");
        // To read the date costs more than all the rest, and most answers say nothing that needs it.
        Optional<Duration> wait =
                later == null ? Optional.empty() : RetryAfter.parse(later, RetryAfter.clockOf(headers.get("date")));
        return new Answered(status, wait, tells(headers) ? new LimitHeaders(headers).quotas() : List.of());
    }

    private static boolean tells(Map<String, String> headers) {
        for (String name : headers.keySet()) {
            if (name.contains("rate")) {
                return true;
            }
        }
        return false;
    }

    private List<Turn.Quota> quotas() {
        List<Quota> all = new ArrayList<>();
        structured(all);
        WINDOWS.forEach((word, window) -> number("ratelimit-limit-" + word)
                .ifPresent(limit -> all.add(new Quota(
                        limit,
                        window,
                        number("ratelimit-remaining-" + word).orElse(null),
                        reset("ratelimit-reset-" + word)))));
        Optional<Long> fill = number("ratelimit-fillrate");
        Optional<Long> interval = number("ratelimit-interval-seconds");
        if (fill.isPresent() && interval.isPresent()) {
            all.add(new Quota(
                    fill.get(),
                    seconds(interval.get()),
                    number("ratelimit-remaining").orElse(null),
                    null));
        } else if (all.isEmpty()) {
            plain(all);
        }
        all.removeIf(quota -> quota.requests() < 1
                || (quota.window() != null && quota.window().isZero()));
        return all;
    }

    /** {@code RateLimit-Limit: 100} or {@code 100, 100;w=60, 1000;w=3600}. */
    private void plain(List<Quota> all) {
        String limit = values.get("ratelimit-limit");
        if (limit == null) {
            return;
        }
        Matcher first = NUMBER.matcher(limit);
        if (first.lookingAt()) {
            long requests = Long.parseLong(first.group());
            Duration window = null;
            Matcher item = ITEM.matcher(limit);
            while (item.find()) {
                Long seconds = parameter(item.group(3), "w");
                window = seconds != null
                                && item.group(2) != null
                                && item.group(2).equals(first.group())
                        ? seconds(seconds)
                        : window;
            }
            all.add(new Quota(requests, window, number("ratelimit-remaining").orElse(null), reset("ratelimit-reset")));
        }
    }

    /** {@code RateLimit-Policy: "a";q=100;w=60} with {@code RateLimit: "a";r=50;t=30}, and the drafts before. */
    private void structured(List<Quota> all) {
        String now = values.getOrDefault("ratelimit", "");
        Map<String, Long> members = new HashMap<>();
        Matcher member = MEMBER.matcher(now);
        while (member.find()) {
            members.put(member.group(1), Long.parseLong(member.group(2)));
        }
        Matcher policy = ITEM.matcher(values.getOrDefault("ratelimit-policy", ""));
        while (policy.find()) {
            String name = policy.group(1);
            Long requests = name == null ? numeric(policy.group(2)) : parameter(policy.group(3), "q");
            Long window = parameter(policy.group(3), "w");
            if (requests != null) {
                Long remaining = name == null ? members.get("remaining") : left(now, name, "r");
                Long reset = name == null ? members.get("reset") : left(now, name, "t");
                all.add(new Quota(
                        requests,
                        seconds(window),
                        remaining == null ? number("ratelimit-remaining").orElse(null) : remaining,
                        reset == null ? reset("ratelimit-reset") : seconds(reset)));
            }
        }
        Long limit = members.get("limit");
        if (all.isEmpty() && limit != null) {
            all.add(new Quota(limit, null, members.get("remaining"), seconds(members.get("reset"))));
        }
    }

    private static @Nullable Long left(String now, String name, String parameter) {
        Matcher item = ITEM.matcher(now);
        while (item.find()) {
            if (name.equals(item.group(1))) {
                return parameter(item.group(3), parameter);
            }
        }
        return null;
    }

    private static @Nullable Long parameter(String parameters, String name) {
        Matcher each = PARAMETER.matcher(parameters);
        while (each.find()) {
            if (each.group(1).equals(name)) {
                return Long.parseLong(each.group(2));
            }
        }
        return null;
    }

    private static @Nullable Long numeric(@Nullable String text) {
        return text != null && NUMBER.matcher(text).matches() ? Long.parseLong(text) : null;
    }

    private static @Nullable Duration seconds(@Nullable Long seconds) {
        return seconds == null ? null : Duration.ofSeconds(Math.min(seconds, RetryAfter.LONGEST.toSeconds()));
    }

    private Optional<Long> number(String name) {
        return Optional.ofNullable(numeric(values.get(name)));
    }

    private @Nullable Duration reset(String name) {
        return RetryAfter.parse(values.get(name), clock).orElse(null);
    }
}
