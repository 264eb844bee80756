package io.drover.archive;

/**
 * Something that was checked when the report was made, and what came out.
 *
 * @param holds whether it is so
 * @param detail the figures behind it
 */
record Proof(String claim, boolean holds, String detail) {}
