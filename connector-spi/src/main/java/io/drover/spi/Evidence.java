package io.drover.spi;

import java.util.Map;

/**
 * The append-only record of one attempt (docs/guarded-migrations.md). An entry is durable when the call returns, so that what is about to be
 * done is written before it is done. Values of secrets are masked by value.
 */
public interface Evidence {

    /** Keeps nothing. */
    Evidence NONE = (what, detail) -> {};

    /**
     * Adds an entry.
     *
     * @param what a word with a dot, for example {@code http.request}, {@code http.answer}, {@code process.exit}
     * @param detail full texts, or hashes and lengths where a body holds secrets
     */
    void add(String what, Map<String, String> detail);
}
