package io.drover.coordinator.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.drover.contracts.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened to an execution. The journal keeps every signal with its time: replayed through {@link Decider},
 * they give the same states again.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Signal.Started.class, name = "started"),
    @JsonSubTypes.Type(value = Signal.Arrived.class, name = "arrived"),
    @JsonSubTypes.Type(value = Signal.TimePassed.class, name = "time-passed"),
    @JsonSubTypes.Type(value = Signal.StopAsked.class, name = "stop-asked"),
    @JsonSubTypes.Type(value = Signal.Confirmed.class, name = "confirmed"),
    @JsonSubTypes.Type(value = Signal.Consented.class, name = "consented"),
    @JsonSubTypes.Type(value = Signal.Resumed.class, name = "resumed"),
    @JsonSubTypes.Type(value = Signal.Abandoned.class, name = "abandoned"),
    @JsonSubTypes.Type(value = Signal.Broken.class, name = "broken")
})
public sealed interface Signal {

    /**
     * A new execution begins.
     *
     * @param by who asked for it; null in what was recorded before that was kept
     */
    record Started(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String by) implements Signal {

        /** As it was recorded before that was kept. */
        public Started() {
            this(null);
        }
    }

    /** Workers say what became of attempts, in the order of the topic. */
    record Arrived(List<Result> results) implements Signal {
        public Arrived {
            results = List.copyOf(results);
        }
    }

    /** Deadlines and waits may have ended. */
    record TimePassed() implements Signal {}

    /**
     * A person asks to stop.
     *
     * @param by null in what was recorded before that was kept
     */
    record StopAsked(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String by) implements Signal {

        /** As it was recorded before that was kept. */
        public StopAsked() {
            this(null);
        }
    }

    /** A person did what an OPERATOR step asks for. */
    record Confirmed(String step, String by, String seen) implements Signal {}

    /** A person typed the phrase of a {@link Challenge}. */
    record Consented(String by, String challenge, String typed) implements Signal {}

    /**
     * A named person approves that a held execution goes on.
     *
     * @param restored what they restored before; null when nothing
     */
    record Resumed(
            String by,
            String reason,
            String challenge,
            String typed,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String restored)
            implements Signal {

        /** With nothing restored. */
        public Resumed(String by, String reason, String challenge, String typed) {
            this(by, reason, challenge, typed, null);
        }
    }

    /** A named person ends a held execution; nothing is done for it. */
    record Abandoned(String by, String reason) implements Signal {}

    /**
     * Something that had to be done for it cannot be done, now or later. It alone ends for that.
     *
     * @param code a stable word, for example {@code COMMAND_TOO_LARGE}
     * @param step which cannot be done; null when nothing can be decided any more
     * @param message what, where and what to do
     */
    record Broken(String code, @Nullable String step, String message) implements Signal {}
}
