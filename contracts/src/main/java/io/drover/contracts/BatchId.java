package io.drover.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A bounded slice of (step, phase), written {@code execution/step/phase/number}. The same string is the Kafka key and the
 * place of its manifest in the staging store.
 *
 * @param step the step's id in the recipe, for example {@code testcases}
 * @param number from 0
 */
public record BatchId(String execution, String step, Phase phase, int number) {

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    /** @throws IllegalArgumentException when it is none */
    @JsonCreator
    public static BatchId parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not a batch id: " + text);
        }
        if (!WORD.matcher(parts[0]).matches() || !WORD.matcher(parts[1]).matches()) {
            throw new IllegalArgumentException(
                    "not a batch id, since one has no other characters than A-Z a-z 0-9 . _ -");
        }
        return new BatchId(
                parts[0], parts[1], Phase.valueOf(parts[2].toUpperCase(Locale.ROOT)), Integer.parseInt(parts[3]));
    }

    /** Where the manifest of the attempt that won is. */
    public String manifestKey() {
        return "executions/" + this + "/manifest.json";
    }

    @Override
    @JsonValue
    public String toString() {
        return "%s/%s/%s/%06d".formatted(execution, step, phase.word(), number);
    }
}
