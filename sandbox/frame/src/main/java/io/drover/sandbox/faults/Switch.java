package io.drover.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What stays as it is until changed, unlike a {@link Fault} that strikes single requests.
 *
 * @param word its name in JSON
 * @param usual its value on a good day
 * @param reading makes a value of JSON and of the value until now; throws {@link IllegalArgumentException} when it cannot
 */
public record Switch<T>(String word, T usual, BiFunction<JsonNode, T, T> reading) {

    public static Switch<Boolean> flag(String word) {
        return of(word, false, "true or false", asked -> asked.isBoolean() ? asked.booleanValue() : null);
    }

    public static Switch<Integer> number(String word, int usual, int least, int most) {
        String range = most == Integer.MAX_VALUE ? "at least " + least : "from " + least + " to " + most;
        return of(word, usual, "a number " + range, asked -> {
            int value = asked.isInt() ? asked.intValue() : least - 1;
            return value >= least && value <= most ? value : null;
        });
    }

    public static <E extends Enum<E>> Switch<E> choice(String word, E usual) {
        E[] all = usual.getDeclaringClass().getEnumConstants();
        return of(word, usual, "one of " + Arrays.toString(all), asked -> Arrays.stream(all)
                .filter(each -> each.name().equals(asked.asText()))
                .findFirst()
                .orElse(null));
    }

    private static <T> Switch<T> of(String word, T usual, String what, Function<JsonNode, @Nullable T> reading) {
        return new Switch<>(word, usual, (asked, now) -> {
            T value = reading.apply(asked);
            if (value == null) {
                throw new IllegalArgumentException(word + " is " + what + ", not " + asked);
            }
            return value;
        });
    }
}
