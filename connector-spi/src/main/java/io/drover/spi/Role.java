package io.drover.spi;

/** What a connector can be to a migration. */
public enum Role {
    /** Records are read from it. */
    SOURCE,
    /** Records are written to it. */
    TARGET,
    /** It has named operations of its own. */
    OPERATIONS
}
