package io.drover.contracts;

/**
 * Something staged that a batch reads.
 *
 * @param manifest key of a manifest in the staging store
 * @param part name of a part of that manifest
 */
public record Input(String manifest, String part) {}
