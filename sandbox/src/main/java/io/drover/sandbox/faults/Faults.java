package io.drover.sandbox.faults;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The rules in force, the draws made by them, and how often each fault happened. Safe for any thread. */
public final class Faults {

    private static final long SEED = 20261120L;

    private final Map<Fault, Rule> rules = new EnumMap<>(Fault.class);
    private final Map<Fault, LongAdder> fired = new EnumMap<>(Fault.class);
    private SplittableRandom random = new SplittableRandom(SEED);
    private volatile boolean armed;
    private volatile Switches switches;
    private final OddAnswers oddAnswers = new OddAnswers();
    private final Map<String, ListingForm> listings = new ConcurrentHashMap<>();

    public Faults(Switches switches) {
        this.switches = switches;
        for (Fault fault : Fault.values()) {
            rules.put(fault, Rule.NEVER);
            fired.put(fault, new LongAdder());
        }
    }

    public Switches switches() {
        return switches;
    }

    public void switches(Switches changed) {
        switches = changed;
    }

    /** Answers to certain requests. */
    public OddAnswers oddAnswers() {
        return oddAnswers;
    }

    /** The forms of Zephyr's listings that are not plain, by listing. */
    public Map<String, ListingForm> listings() {
        return Map.copyOf(listings);
    }

    /**
     * @param name last word of the listing's path, such as {@code folders}, {@code testcases}, {@code nextgen},
     *     {@code teststeps}, {@code versions}; {@code *} for all that have no form of their own
     */
    public void listing(String name, ListingForm form) {
        if (form.equals(ListingForm.PLAIN)) {
            listings.remove(name);
        } else {
            listings.put(name, form);
        }
    }

    public ListingForm listing(String name) {
        ListingForm form = listings.get(name);
        return form != null ? form : listings.getOrDefault("*", ListingForm.PLAIN);
    }

    public synchronized void set(Fault fault, Rule rule) {
        rules.put(fault, rule);
        armed = rules.values().stream().anyMatch(r -> !r.off());
    }

    public synchronized Rule rule(Fault fault) {
        return rules.getOrDefault(fault, Rule.NEVER);
    }

    /** Whether the fault happens to this request; counts it when it does. */
    public boolean strikes(Fault fault, String route) {
        return armed && draw(fault, route);
    }

    private synchronized boolean draw(Fault fault, String route) {
        Rule rule = rule(fault);
        if (rule.off() || !route.contains(rule.route())) {
            return false;
        }
        boolean strikes;
        if (rule.next() > 0) {
            set(fault, new Rule(rule.percent(), rule.next() - 1, rule.route()));
            strikes = true;
        } else {
            strikes = random.nextDouble(100) < rule.percent();
        }
        if (strikes) {
            counter(fault).increment();
        }
        return strikes;
    }

    public long fired(Fault fault) {
        return counter(fault).sum();
    }

    private LongAdder counter(Fault fault) {
        @Nullable LongAdder counter = fired.get(fault);
        if (counter == null) {
            throw new IllegalStateException("no counter for " + fault);
        }
        return counter;
    }

    /** No faults, counters at zero, the draws from their beginning. */
    public synchronized void reset(Switches initial) {
        for (Fault fault : Fault.values()) {
            set(fault, Rule.NEVER);
            counter(fault).reset();
        }
        random = new SplittableRandom(SEED);
        switches = initial;
        oddAnswers.clear();
        listings.clear();
    }
}
