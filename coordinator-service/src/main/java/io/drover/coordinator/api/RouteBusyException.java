package io.drover.coordinator.api;

/** Another execution moves records between the same systems, or changes the same one and one of the two is guarded. */
final class RouteBusyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RouteBusyException(String execution, String route) {
        super("Execution " + execution + " is running on " + route + "; wait for it (drover watch " + execution
                + ") or stop it (drover stop " + execution + ")");
    }
}
