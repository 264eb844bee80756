package io.drover.sandbox.zephyr;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Somebody edits the cases while they are read.
 *
 * @param on the listing whose requests are counted: {@code folders}, for example
 * @param after how many of them are answered before
 * @param set what each case has from then on, by field
 */
record CasesChange(String on, int after, ObjectNode set) {}
