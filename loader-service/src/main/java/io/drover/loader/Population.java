package io.drover.loader;

/**
 * How many records of a kind the target held when an execution began, and how many of them receipts know.
 *
 * @param origins records in the target that say where they came from
 * @param receipts records that this installation proved to be there
 */
record Population(String kind, long origins, long receipts) {

    /** Whether the target has records that no receipt knows. */
    boolean hasUnknown() {
        return origins > receipts;
    }
}
