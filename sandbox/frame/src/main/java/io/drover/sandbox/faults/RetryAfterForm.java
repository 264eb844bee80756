package io.drover.sandbox.faults;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** How a 429 says when to come back. */
public enum RetryAfterForm {
    SECONDS,
    DATE,
    ZERO,
    ABSENT;

    /** @param seconds until the request would be taken */
    public Optional<String> header(Instant now, long seconds) {
        return switch (this) {
            case SECONDS -> Optional.of(String.valueOf(seconds));
            case DATE ->
                Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        now.plusSeconds(seconds).atOffset(ZoneOffset.UTC)));
            case ZERO -> Optional.of("0");
            case ABSENT -> Optional.empty();
        };
    }
}
