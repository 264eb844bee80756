package io.drover.archive;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures and times as people read them; the same on every machine. */
final class Format {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Format() {}

    static String count(long n) {
        return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(n);
    }

    /** A rate: whole numbers from ten on. */
    static String rate(double perSecond) {
        return perSecond >= 10 || perSecond == 0
                ? count(Math.round(perSecond))
                : String.format(Locale.ROOT, "%.1f", perSecond);
    }

    static String time(@Nullable Instant at) {
        return at == null ? "–" : TIME.format(at);
    }

    static String duration(long ms) {
        if (ms < 1_000) {
            return ms + " ms";
        }
        long seconds = Math.round(ms / 1_000.0);
        if (ms < 60_000) {
            return ms < 10_000 ? String.format(Locale.ROOT, "%.1f s", ms / 1_000.0) : seconds + " s";
        }
        return seconds < 3_600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3_600 + " h " + seconds % 3_600 / 60 + " min";
    }

    static String bytes(long bytes) {
        return bytes < 1_024
                ? bytes + " B"
                : bytes < 1 << 20
                        ? String.format(Locale.ROOT, "%.0f KiB", bytes / 1_024.0)
                        : String.format(Locale.ROOT, "%.1f MiB", bytes / 1_048_576.0);
    }
}
