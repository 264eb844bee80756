package io.drover.spi;

/** The side of a migration that a connector can take. */
public enum Role {
    SOURCE,
    TARGET
}
