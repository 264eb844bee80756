package io.drover.spi;

/**
 * Counts what a connection sends, so that its share of the allowance can grow and shrink. Safe to call from several
 * threads.
 */
public interface Meter {

    /** Counts nothing. */
    Meter NONE = new Meter() {
        @Override
        public void request() {}

        @Override
        public void throttled() {}
    };

    /** A request was sent, a repeated one too. */
    void request();

    /** The system answered "too many requests" (429). */
    void throttled();
}
