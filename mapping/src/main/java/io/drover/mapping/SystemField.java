package io.drover.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.TargetField.Type;
import org.jspecify.annotations.Nullable;

/** A field that each record of an entity type has in the source, whatever fields its users defined besides. */
public interface SystemField {

    /** The name in mappings, messages and findings. */
    String label();

    /** The type of the field where the target has none of that name yet. */
    Type type();

    /** Whether this is what a mapping or a survey means by {@code name}, in any spelling. */
    boolean isNamed(String name);

    /**
     * A value as people read it, or as a field of the target takes it.
     *
     * @param type of the target's field; null when it goes into none
     */
    default JsonNode shown(JsonNode value, @Nullable Type type) {
        return value;
    }
}
