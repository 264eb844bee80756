package io.drover.coordinator.domain;

import io.drover.api.Failure;
import java.time.Instant;

/** What follows an attempt; see {@link RetryPolicy}. */
sealed interface NextAttempt {

    /** After one that failed, or that died. */
    sealed interface AfterFailure extends NextAttempt {}

    /** Beside one that nobody has begun. */
    sealed interface Unheard extends NextAttempt {}

    /** Another one at {@code when}; there are at most {@code most}. */
    record Again(Instant when, int most, Failure why) implements AfterFailure {}

    /** Another one at {@code when}, and this one counts for none: there was no room to begin. */
    record Pause(Instant when, Failure why) implements AfterFailure {}

    /** None: an earlier one lives, and answers. */
    record OtherAnswers() implements AfterFailure {}

    /** Another one now; nothing is looked at again before {@code until}. */
    record Beside(Instant until) implements Unheard {}

    /** None before {@code until}: it may be begun yet. */
    record Wait(Instant until) implements Unheard {}

    /** None before there is another consent. */
    record AskAgain() implements AfterFailure, Unheard {}

    /** None: the step fails. */
    record Never(Failure why) implements AfterFailure, Unheard {}
}
