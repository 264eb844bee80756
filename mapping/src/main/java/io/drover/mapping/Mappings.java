package io.drover.mapping;

/** A user's mapping over the built-in one: what the user says is checked and obeyed, the built-in one advises. */
public record Mappings(Mapping user, Mapping builtIn, MappingPolicies policies) {}
