package io.drover.sandbox.faults;

/**
 * When a fault happens.
 *
 * @param percent share of the requests, 0 to 100
 * @param next how many of the coming requests get it for certain, before the share applies
 * @param route only endpoints whose name contains this; empty for all. Names look like {@code qtest POST
 *     /api/v3/projects/{project}/test-cases}
 */
public record Rule(double percent, int next, String route) {

    public static final Rule NEVER = new Rule(0, 0, "");

    public Rule {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("percent is a share from 0 to 100, not " + percent);
        }
        if (next < 0) {
            throw new IllegalArgumentException("next is a number of requests, not " + next);
        }
    }

    public static Rule next(int requests) {
        return new Rule(0, requests, "");
    }

    public static Rule percent(double share) {
        return new Rule(share, 0, "");
    }

    public Rule on(String part) {
        return new Rule(percent, next, part);
    }

    boolean off() {
        return percent == 0 && next == 0;
    }
}
