package io.drover.connectors.agola;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What recipes can ask of an Agola. */
enum AgolaOperation {
    CHECK_OLD,
    PREFLIGHT,
    EXPORT,
    CONVERT,
    CHECK_NEW,
    MAINTENANCE_ON,
    MAINTENANCE_OFF,
    BACKUP,
    /** Drops every table first. */
    IMPORT,
    VERIFY;

    static Optional<AgolaOperation> of(String word) {
        return Arrays.stream(values())
                .filter(operation -> operation.word().equals(word))
                .findFirst();
    }

    /** As in recipes, for example {@code check-old}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
