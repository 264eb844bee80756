package io.drover.cli.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers and times for people, the same everywhere. */
public final class Figures {

    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private Figures() {}

    /** {@code 5,059} */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** A time that is only estimated, in whole seconds: {@code 1 s}, {@code 12 s}, {@code 3 min 5 s} */
    public static String estimate(Duration time) {
        long seconds = Math.max(1, Math.round(time.toMillis() / 1000.0));
        return seconds < 60 ? seconds + " s" : time(Duration.ofSeconds(seconds));
    }

    /** {@code 2026-11-20T10:00:00.000Z}, or nothing. */
    public static String instant(@Nullable Instant instant) {
        return instant == null ? "" : INSTANT.format(instant);
    }

    /** {@code 0.8 s}, {@code 12 s}, {@code 3 min 5 s}, {@code 2 h 4 min} */
    public static String time(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", Math.max(0, time.toMillis()) / 1000.0);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
