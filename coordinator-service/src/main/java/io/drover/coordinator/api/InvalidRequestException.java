package io.drover.coordinator.api;

import io.drover.api.Violation;
import java.util.List;

/** A request that lacks something, or says something that is not known here; nothing was done. */
final class InvalidRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<Violation> violations;

    InvalidRequestException(List<Violation> violations) {
        super(violations.toString());
        this.violations = violations;
    }

    List<Violation> violations() {
        return violations;
    }
}
