package io.drover.coordinator.door;

import io.drover.coordinator.access.Caller;
import io.drover.coordinator.access.TokenLookup;
import java.util.Map;
import java.util.Optional;

/** Tokens that are known as they are given. */
record TokensInMemory(Map<String, Caller> callers) implements TokenLookup {

    @Override
    public boolean areKnown() {
        return true;
    }

    @Override
    public Optional<Caller> find(String token) {
        return Optional.ofNullable(callers.get(token));
    }
}
