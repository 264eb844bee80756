package io.drover.coordinator.api;

import io.drover.coordinator.planning.InvalidMigrationException;
import io.drover.coordinator.planning.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Fields that a body must have. */
final class Required {

    private Required() {}

    static void of(String first, @Nullable Object firstValue, String second, @Nullable Object secondValue) {
        List<Violation> missing = new ArrayList<>();
        if (firstValue == null) {
            missing.add(new Violation(first, "is required"));
        }
        if (secondValue == null) {
            missing.add(new Violation(second, "is required"));
        }
        if (!missing.isEmpty()) {
            throw new InvalidMigrationException(missing);
        }
    }
}
