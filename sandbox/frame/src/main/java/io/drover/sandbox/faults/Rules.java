package io.drover.sandbox.faults;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * What goes wrong at the moment, the draws made by that, and how often each fault happened. Safe for any thread.
 *
 * @param <F> the faults that there are
 */
public final class Rules<F extends Enum<F> & Rules.Named> {

    /** A fault. */
    public interface Named {

        /** Its name in JSON. */
        String word();

        /** Throws {@link IllegalArgumentException} when it cannot strike so. */
        default void check(Rule rule) {}
    }

    private static final long SEED = 20261120L;

    private final Map<String, F> words = new TreeMap<>();
    private final Map<F, Rule> rules;
    private final Map<F, Long> fired;
    private final Runnable changed;
    private SplittableRandom random = new SplittableRandom(SEED);
    private volatile boolean armed;

    /** @param changed runs after rules were set or lifted */
    public Rules(Class<F> faults, Runnable changed) {
        this.rules = new EnumMap<>(faults);
        this.fired = new EnumMap<>(faults);
        this.changed = changed;
        for (F fault : faults.getEnumConstants()) {
            words.put(fault.word(), fault);
        }
    }

    /** @throws IllegalArgumentException when there is no such fault */
    public F named(String word) {
        F fault = words.get(word);
        if (fault == null) {
            throw new IllegalArgumentException(
                    "there is no fault '" + word + "'; there are " + String.join(", ", words.keySet()));
        }
        return fault;
    }

    /** In force when it returns. */
    public void set(F fault, Rule rule) {
        fault.check(rule);
        put(fault, rule);
        changed.run();
    }

    /** Strikes until it is lifted. */
    public void set(F fault) {
        set(fault, Rule.ALWAYS);
    }

    public void lift(F fault) {
        put(fault, Rule.NEVER);
        changed.run();
    }

    /** Lifts all of them. */
    public void calm() {
        clear();
        changed.run();
    }

    private synchronized void put(F fault, Rule rule) {
        rules.put(fault, rule);
        armed = rules.values().stream().anyMatch(each -> !each.off());
    }

    private synchronized void clear() {
        rules.clear();
        armed = false;
    }

    public synchronized Rule rule(F fault) {
        return rules.getOrDefault(fault, Rule.NEVER);
    }

    public boolean on(F fault) {
        return !rule(fault).off();
    }

    /** Whether the fault happens to this request, and how; counts it when it does. */
    public Optional<Rule> strike(F fault, String route) {
        return armed ? draw(fault, route) : Optional.empty();
    }

    /** The same where rules name no routes. */
    public Optional<Rule> strike(F fault) {
        return strike(fault, "");
    }

    private synchronized Optional<Rule> draw(F fault, String route) {
        Rule rule = rule(fault);
        if (rule.off() || !route.contains(rule.route())) {
            return Optional.empty();
        }
        if (rule.next() > 0) {
            put(fault, new Rule(rule.percent(), rule.next() - 1, rule.route(), rule.at()));
        } else if (random.nextDouble(100) >= rule.percent()) {
            return Optional.empty();
        }
        fired.merge(fault, 1L, Long::sum);
        return Optional.of(rule);
    }

    /** How many requests it struck. */
    public synchronized long fired(F fault) {
        return fired.getOrDefault(fault, 0L);
    }

    /** No faults, counters at zero, the draws from their beginning. */
    public synchronized void reset() {
        clear();
        fired.clear();
        random = new SplittableRandom(SEED);
    }
}
