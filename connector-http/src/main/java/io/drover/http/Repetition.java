package io.drover.http;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Meter;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Which requests are sent again, and how long they wait until then. */
final class Repetition {

    static final int TOO_MANY_REQUESTS = 429;

    private static final Set<Integer> WORTH_REPEATING = Set.of(408, TOO_MANY_REQUESTS, 500, 502, 503, 504);
    private static final int NAME_LOOKUPS = 3;

    private final String from;
    private final Meter meter;
    private final Allowance allowance;

    /** @param from system and address, for messages */
    Repetition(String from, Meter meter, Allowance allowance) {
        this.from = from;
        this.meter = meter;
        this.allowance = allowance;
    }

    /** Whether an answer asks for a repetition, where that is safe. */
    static boolean isWorth(Reply reply) {
        return WORTH_REPEATING.contains(reply.status());
    }

    /**
     * Waits until the request may be sent again.
     *
     * @throws ConnectorException what the system answered, when there is no time left for it
     */
    void pause(Patience patience, Reply reply, Runnable wanted) {
        boolean throttled = reply.status() == TOO_MANY_REQUESTS;
        if (throttled) {
            meter.throttled();
        }
        Optional<Duration> asked = RetryAfter.parse(reply.retryAfter(), RetryAfter.clockOf(reply.date()));
        Optional<Duration> longest = meter.longestWait();
        if (throttled && longest.isPresent()) { // Who gives turns holds back the others.
            patience.throttled(asked, longest.get(), failing(reply), wanted);
            meter.repeated();
            return;
        }
        long until = System.nanoTime() + patience.next(asked, failing(reply)).toNanos();
        if (throttled) { // It throttles the account, not the request: the others wait too.
            allowance.holdUntil(until);
        }
        Pause.until(until);
        meter.repeated();
    }

    /** The same after no whole answer; {@code ANSWER_TOO_LARGE}, and what a user must mend, is thrown at once. */
    void pause(Patience patience, Call call, Attempt.Broken broken) {
        ConnectorException failure = Troubles.failure(from, call, broken.cause());
        boolean unknownHost = failure.code().equals("HOST_UNKNOWN") && patience.pauses() < NAME_LOOKUPS - 1;
        boolean again = failure.type() != FailureType.USER && !(broken.cause() instanceof AnswerTooLargeException);
        if (!again && !unknownHost) {
            throw failure;
        }
        Pause.until(System.nanoTime() + patience.next(Optional.empty(), failure).toNanos());
        meter.repeated();
    }

    static ConnectorException failing(Reply reply) {
        return reply.status() == TOO_MANY_REQUESTS
                ? reply.failure("THROTTLED", FailureType.EXTERNAL, "limits requests:", "Lower the rate or wait.")
                : reply.failure(
                        "SYSTEM_FAILING",
                        FailureType.EXTERNAL,
                        "keeps answering " + reply.status() + " to",
                        "Look at the system's state; the batch is tried again.");
    }
}
