package io.drover.contracts;

/** One of the two connections of a migration. */
public enum Side {
    SOURCE,
    TARGET
}
