package io.drover.coordinator.door;

import java.util.Map;

/** How long a body may be, by the path that it is for. */
public final class BodyLimits {

    /** A mapping may be long; what people write and a secret are not. */
    private static final Map<String, Long> LONGER = Map.of("/api/v1/migrations", 1L << 20);

    private static final long ALL_ELSE = 64 << 10;

    private BodyLimits() {}

    public static long of(String path) {
        return LONGER.getOrDefault(path, ALL_ELSE);
    }
}
