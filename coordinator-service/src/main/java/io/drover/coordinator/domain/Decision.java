package io.drover.coordinator.domain;

import java.util.List;

/** The next state, and what has to be done for it. */
public record Decision(ExecutionState next, List<Effect> effects) {

    public Decision {
        effects = List.copyOf(effects);
    }
}
