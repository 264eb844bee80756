package io.drover.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes along with the records of a batch. Who would pass it over would lose it.
 *
 * @param contents of a load: the records' contents are streamed out of the source meanwhile
 * @param emits entity types of other steps, whose records come by those of this batch: they are kept apart for those
 * @param emitted of a transformation: its own records came by others, in the inputs {@code records}, {@code made} and {@code lost}
 */
public record Along(
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean contents,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> emits,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean emitted) {

    public static final Along NOTHING = new Along(false, List.of(), false);

    /** Leaves it out of a message when there is nothing. */
    static final class Nothing {

        @Override
        public boolean equals(@Nullable Object other) {
            return other == null || NOTHING.equals(other);
        }

        @Override
        public int hashCode() {
            return NOTHING.hashCode();
        }
    }

    @SuppressWarnings("ConstantConditions") // absent where there are none
    public Along {
        emits = emits == null ? List.of() : List.copyOf(emits);
    }
}
