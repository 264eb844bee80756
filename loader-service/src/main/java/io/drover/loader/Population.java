package io.drover.loader;

/**
 * What the target held of a kind when an execution began.
 *
 * @param origins records that say where they came from, whoever wrote them
 */
record Population(String kind, long origins) {}
