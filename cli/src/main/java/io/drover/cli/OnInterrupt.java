package io.drover.cli;

/** Something to do when the person presses Ctrl-C (or the process is asked to end) before this is closed. */
final class OnInterrupt implements AutoCloseable {

    private final Thread hook;

    OnInterrupt(Runnable action) {
        hook = new Thread(action, "on-interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook runs: it has the last word.
        }
    }
}
