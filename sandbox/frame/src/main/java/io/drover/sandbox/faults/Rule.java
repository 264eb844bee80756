package io.drover.sandbox.faults;

/**
 * When a fault happens, and where.
 *
 * @param percent share of the requests, 0 to 100
 * @param next how many of the coming requests get it for certain, before the share applies
 * @param route only endpoints whose name contains this; empty for all. Names look like {@code qtest POST
 *     /api/v3/projects/{project}/test-cases}
 * @param at a place, in the unit that the fault names; 0 where it names none
 */
public record Rule(double percent, int next, String route, long at) {

    public static final Rule NEVER = percent(0);
    public static final Rule ALWAYS = percent(100);
    public static final Rule ONCE = next(1);

    public Rule {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("percent is a share from 0 to 100, not " + percent);
        }
        if (next < 0 || at < 0) {
            throw new IllegalArgumentException("the next requests and a place are not negative");
        }
    }

    public static Rule next(int requests) {
        return new Rule(0, requests, "", 0);
    }

    public static Rule percent(double share) {
        return new Rule(share, 0, "", 0);
    }

    /** For each request. */
    public static Rule at(long place) {
        return new Rule(100, 0, "", place);
    }

    public Rule once() {
        return new Rule(0, 1, route, at);
    }

    public Rule on(String part) {
        return new Rule(percent, next, part, at);
    }

    boolean off() {
        return percent == 0 && next == 0;
    }
}
