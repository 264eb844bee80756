package io.drover.staging;

import java.io.IOException;

/**
 * A staged object is not what its manifest says: missing, cut, changed, or of another shape. Reading it again does not
 * help; the batch that wrote it must be done again. The message names the key and what differs, never a record's content.
 */
public final class StagingCorruptException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String key;

    StagingCorruptException(String key, String difference) {
        super("staged object " + key + ": " + difference);
        this.key = key;
    }

    StagingCorruptException(String key, String difference, Throwable cause) {
        this(key, difference);
        initCause(cause);
    }

    public String key() {
        return key;
    }
}
