package io.drover.coordinator.planning;

import io.drover.api.Violation;
import java.util.List;

/** A definition that cannot be planned; a user can mend it. */
public final class InvalidMigrationException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    public InvalidMigrationException(List<Violation> violations) {
        super("the migration is not valid: " + violations);
        this.violations = List.copyOf(violations);
    }

    public List<Violation> violations() {
        return violations;
    }
}
