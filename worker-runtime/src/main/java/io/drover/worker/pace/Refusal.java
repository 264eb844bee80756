package io.drover.worker.pace;

/**
 * A request that a system refused for its limit. Times are microseconds.
 *
 * @param ago how long ago it was sent
 * @param governed whether its process kept to a limit when it was sent
 * @param retryAfter how long the system asks to wait; -1 when it does not say
 * @param inFlight how many requests this process had on their way then, this one too
 * @param period the period that the wait looks like
 * @param recent how many requests this process saw taken in that period before
 * @param minute how many in the minute before
 */
record Refusal(long ago, boolean governed, long retryAfter, int inFlight, long period, long recent, long minute) {

    /** The same, so much later. */
    Refusal after(long micros) {
        return new Refusal(ago + micros, governed, retryAfter, inFlight, period, recent, minute);
    }
}
