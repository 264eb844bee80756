package io.drover.sandbox.faults;

/** What goes wrong with the systems behind one port. Safe for any thread. */
public final class Faults {

    private final Rules<Fault> rules = new Rules<>(Fault.class, () -> {});
    private final OddAnswers oddAnswers = new OddAnswers();
    private final Switches switches;

    public Faults(Switches switches) {
        this.switches = switches;
    }

    public Switches switches() {
        return switches;
    }

    /** Answers to certain requests. */
    public OddAnswers oddAnswers() {
        return oddAnswers;
    }

    public void set(Fault fault, Rule rule) {
        rules.set(fault, rule);
    }

    public Rule rule(Fault fault) {
        return rules.rule(fault);
    }

    /** Whether the fault happens to this request; counts it when it does. */
    public boolean strikes(Fault fault, String route) {
        return rules.strike(fault, route).isPresent();
    }

    public long fired(Fault fault) {
        return rules.fired(fault);
    }

    /** No faults, counters at zero, the draws from their beginning, switches as at the start. */
    public void reset() {
        rules.reset();
        oddAnswers.clear();
        switches.reset();
    }
}
