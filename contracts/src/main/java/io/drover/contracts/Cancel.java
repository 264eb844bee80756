package io.drover.contracts;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * These steps of an execution are given up: no attempt of theirs is begun any more, and those that run end. Once given up, a
 * step stays so; a later message of the same execution names all of its steps that are given up, the earlier ones too.
 *
 * @param execution also the message's key
 * @param at when that was decided
 * @param steps ids; at least one
 */
public record Cancel(int version, String execution, Instant at, List<String> steps) implements Message {

    public static final int VERSION = 1;

    public Cancel {
        requireNonNull(execution, "execution");
        requireNonNull(at, "at");
        if (requireNonNull(steps, "steps").isEmpty()) {
            throw new IllegalArgumentException("a cancellation of no step");
        }
        steps = List.copyOf(steps);
    }
}
