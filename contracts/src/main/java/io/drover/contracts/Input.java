package io.drover.contracts;

/**
 * Something staged that a batch reads.
 *
 * @param manifest key of a manifest in the staging store
 * @param part name of a part of that manifest, or {@code name-*}: its parts {@code name-0000}, {@code name-0001} … as if they
 *     were one
 */
public record Input(String manifest, String part) {}
