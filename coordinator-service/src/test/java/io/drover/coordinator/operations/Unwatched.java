package io.drover.coordinator.operations;

import io.drover.telemetry.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Optional;

/** Figures and traces that nobody looks at. */
public final class Unwatched {

    private static final Tracing OFF = new Tracing(Optional.empty(), "test", false);

    private Unwatched() {}

    public static CommandTraces commands() {
        return new CommandTraces(OFF);
    }

    public static DecisionFigures decisions() {
        return new DecisionFigures(new SimpleMeterRegistry(), OFF);
    }
}
