package io.drover.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of looking at a connection.
 *
 * @param ok whether a run may start
 * @param facts what was seen, for people: version, project name, user, counts
 * @param identity names the system itself and the part of it that is read or written, by what the system says and not by what was
 *     typed: for example its site and the id of a project. The same through every address and for every user; two systems behind
 *     one address differ. At most {@value #LONGEST_IDENTITY} characters; null when the system tells nothing of itself
 * @param code with {@code ok == false}: a stable word, for example {@code TOKEN_REFUSED}
 * @param problem with {@code ok == false}: what is wrong, where, and what to do
 */
public record Check(
        boolean ok,
        List<String> facts,
        @Nullable String identity,
        @Nullable String code,
        @Nullable String problem) {

    public static final int LONGEST_IDENTITY = 200;

    public Check {
        facts = List.copyOf(facts);
        if (identity != null && (identity.isBlank() || identity.length() > LONGEST_IDENTITY)) {
            throw new IllegalArgumentException("an identity has 1 to " + LONGEST_IDENTITY + " characters");
        }
    }

    public static Check passed(List<String> facts) {
        return new Check(true, facts, null, null, null);
    }

    public static Check passed(List<String> facts, String identity) {
        return new Check(true, facts, identity, null, null);
    }

    public static Check failed(String code, String problem) {
        return new Check(false, List.of(), null, code, problem);
    }
}
