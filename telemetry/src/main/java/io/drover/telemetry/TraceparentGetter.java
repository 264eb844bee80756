package io.drover.telemetry;

import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The one header of W3C Trace Context that is read. */
enum TraceparentGetter implements TextMapGetter<Optional<String>> {
    INSTANCE;

    private static final String NAME = "traceparent";

    @Override
    public Iterable<String> keys(Optional<String> header) {
        return List.of(NAME);
    }

    @Override
    @SuppressWarnings("NullableOptional") // the interface says that it may be null
    public @Nullable String get(@Nullable Optional<String> header, String key) {
        return header == null || !key.equals(NAME) ? null : header.orElse(null);
    }
}
