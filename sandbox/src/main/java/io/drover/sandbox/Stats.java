package io.drover.sandbox;

import io.drover.sandbox.faults.RateLimit;
import io.drover.sandbox.faults.Switches;
import io.drover.sandbox.http.Answer;
import io.drover.sandbox.http.Api;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What was asked and answered, and the budgets of the two systems. Safe for any thread. */
public final class Stats {

    private static final long MONTH = 1_000_000;

    private final RateLimit zephyr = new RateLimit();
    private final RateLimit qtest = new RateLimit();
    private final AtomicLong usedOfMonth = new AtomicLong();
    private final Map<Integer, LongAdder> answers = new ConcurrentHashMap<>();

    /** Answers by status code. */
    public Map<Integer, Long> answers() {
        Map<Integer, Long> all = new TreeMap<>();
        answers.forEach((status, count) -> all.put(status, count.sum()));
        return all;
    }

    public RateLimit zephyr() {
        return zephyr;
    }

    public RateLimit qtest() {
        return qtest;
    }

    RateLimit limit(Api api) {
        return api.prefix().equals("/qtest") ? qtest : zephyr;
    }

    void apply(Switches switches) {
        zephyr.limit(switches.zephyrPerSecond());
        qtest.limit(switches.qtestPerSecond());
    }

    /** qTest tells what is left of its budgets. */
    Answer withBudget(Api api, Answer answer) {
        if (limit(api) != qtest) {
            return answer;
        }
        return answer.with("x-ratelimit-remaining-minute", String.valueOf(qtest.remaining() * 60))
                .with("x-ratelimit-remaining-month", String.valueOf(MONTH - usedOfMonth.incrementAndGet()));
    }

    void answered(int status) {
        answers.computeIfAbsent(status, s -> new LongAdder()).increment();
    }

    void forget() {
        answers.clear();
        zephyr.forget();
        qtest.forget();
        usedOfMonth.set(0);
    }
}
