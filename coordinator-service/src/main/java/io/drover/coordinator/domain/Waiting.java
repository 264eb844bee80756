package io.drover.coordinator.domain;

import io.drover.api.Failure;
import io.drover.contracts.Phase;

/**
 * Why a batch waits for its next attempt.
 *
 * @param why a few words for people, at most 120 characters: {@code limited by the source}
 * @param of with this attempt its step fails
 */
public record Waiting(String why, int of) {

    private static final int MAX_CHARS = 120;
    private static final String ADDRESS = " at http";

    static Waiting after(Phase phase, Failure failure, int of) {
        String why = failure.code().equals("THROTTLED")
                ? "limited by " + system(phase, failure.message())
                : failure.code() + ": " + failure.message();
        return new Waiting(cut(why), of);
    }

    /** An action says how far it is; to be asked again fails nothing. */
    static Waiting notYet(String progress) {
        return new Waiting(cut(progress), 0);
    }

    /** What limits says so first, as a connector's messages do: {@code Zephyr Scale at https://… limits requests}. */
    private static String system(Phase phase, String message) {
        int end = message.indexOf(ADDRESS);
        if (end > 0) {
            return message.substring(0, end);
        }
        return Decider.readsSource(phase) ? "the source" : "the target";
    }

    private static String cut(String text) {
        if (text.length() <= MAX_CHARS) {
            return text;
        }
        int end = MAX_CHARS - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
