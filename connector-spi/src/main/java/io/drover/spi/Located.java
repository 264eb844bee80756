package io.drover.spi;

/** Where a source record is in the target. */
public record Located(String originId, String targetId) {}
