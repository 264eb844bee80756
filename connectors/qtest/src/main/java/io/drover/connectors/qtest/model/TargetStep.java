package io.drover.connectors.qtest.model;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A step to write.
 *
 * @param calls the test case that this step calls: a {@link io.drover.spi.Ref} node or, resolved, a text node with the
 *     target id; null for an ordinary step
 */
public record TargetStep(
        String description, String expected, @Nullable JsonNode calls) {

    public TargetStep {
        calls = calls == null || calls.isNull() ? null : calls;
    }
}
