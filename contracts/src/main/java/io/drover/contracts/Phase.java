package io.drover.contracts;

import java.util.Locale;

/** Which service does the work. */
public enum Phase {
    EXTRACT,
    TRANSFORM,
    LOAD,
    VALIDATE,
    ARCHIVE;

    /** Lower case, as in topics and staging keys. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
