package io.drover.coordinator.audit;

/** A head that somebody kept, out of an evidence bundle or an export. */
public record GivenHead(long count, String head, String signature) {}
