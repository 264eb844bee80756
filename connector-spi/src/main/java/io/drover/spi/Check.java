package io.drover.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of looking at a connection.
 *
 * @param ok whether a run may start
 * @param facts what was seen, for people: version, project name, user, counts
 * @param code with {@code ok == false}: a stable word, for example {@code TOKEN_REFUSED}
 * @param problem with {@code ok == false}: what is wrong, where, and what to do
 */
public record Check(
        boolean ok,
        List<String> facts,
        @Nullable String code,
        @Nullable String problem) {

    public Check {
        facts = List.copyOf(facts);
    }

    public static Check passed(List<String> facts) {
        return new Check(true, facts, null, null);
    }

    public static Check failed(String code, String problem) {
        return new Check(false, List.of(), code, problem);
    }
}
