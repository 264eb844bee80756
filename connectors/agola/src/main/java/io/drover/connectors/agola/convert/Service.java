package io.drover.connectors.agola.convert;

import java.util.Locale;

/** The two Agola services whose state is exported and imported. */
public enum Service {
    RUNSERVICE,
    CONFIGSTORE;

    /** As in {@code --service}: {@code runservice}, {@code configstore}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
