package io.drover.coordinator.door;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** How often a request came no further, and why. */
final class DoorFigures {

    private final Map<DoorRefusal, Counter> refused = new EnumMap<>(DoorRefusal.class);

    DoorFigures(MeterRegistry registry) {
        for (DoorRefusal refusal : DoorRefusal.values()) {
            refused.put(
                    refusal,
                    Counter.builder("drover.api.refused")
                            .description("Requests that came no further than the door")
                            .tag("why", refusal.word())
                            .register(registry));
        }
    }

    void refused(DoorRefusal refusal) {
        Objects.requireNonNull(refused.get(refusal)).increment();
    }
}
