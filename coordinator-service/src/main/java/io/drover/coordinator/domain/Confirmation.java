package io.drover.coordinator.domain;

import java.time.Instant;

/** A person's word that an OPERATOR step is done, and what they saw. */
public record Confirmation(String by, String seen, Instant at) {}
