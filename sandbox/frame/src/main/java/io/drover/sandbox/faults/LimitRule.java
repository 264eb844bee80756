package io.drover.sandbox.faults;

/**
 * How many requests a system takes, and how it counts them.
 *
 * @param kind how it counts
 * @param requests so many; of a bucket, so many come back in {@code seconds}
 * @param seconds in so much time; 1 unless given, of no meaning for CONCURRENT
 * @param burst of a bucket: how many it holds; as many as {@code requests} unless given
 * @param headers whether answers tell the limit, what is left and when there is more
 * @param perToken whether each token has its own, or each address that asks
 */
public record LimitRule(Kind kind, int requests, int seconds, int burst, boolean headers, boolean perToken) {

    /** Ways of counting. */
    public enum Kind {
        /** So many from each full second, minute … to the next. */
        FIXED,
        /** So many in any time of that length. */
        SLIDING,
        /** As many as are in the bucket, which fills at a rate. */
        BUCKET,
        /** So many on their way at once. */
        CONCURRENT
    }

    public LimitRule {
        seconds = seconds == 0 ? 1 : seconds;
        burst = burst == 0 ? requests : burst;
        if (kind == null || requests < 1 || seconds < 1 || burst < 1) {
            throw new IllegalArgumentException(
                    "a limit has a kind (FIXED, SLIDING, BUCKET or CONCURRENT), and requests, seconds and burst of at least 1");
        }
    }

    /** So many in each full second, told by nothing but a 429. */
    static LimitRule perSecond(int requests) {
        return new LimitRule(Kind.FIXED, requests, 1, requests, false, false);
    }

    long nanos() {
        return seconds * 1_000_000_000L;
    }
}
