package io.drover.coordinator.orchestration;

/** What happened to an execution cannot be decided about, now or later: it must not keep others waiting. */
final class UndecidableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UndecidableException(String execution, RuntimeException cause) {
        super("execution " + execution + " cannot be decided about: " + cause, cause);
    }
}
