package io.drover.cli.view;

import io.drover.api.Execution;
import io.drover.api.LimitedBy;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Says which systems make an execution wait: {@code limited by SYSTEM: 10 of 10 requests/s, next in 0.4 s}. */
public final class LimitLines {

    private static final long SOON_MS = 10_000;

    private LimitLines() {}

    public static List<String> of(Execution execution) {
        return execution.limitedBy().stream().map(LimitLines::line).toList();
    }

    static String line(LimitedBy limit) {
        String much = limit.allowed() == 0
                ? "no requests just now"
                : Figures.count(limit.used()) + " of " + Figures.count(limit.allowed())
                        + (limit.per() == null ? " requests at once" : " requests/" + Plain.text(limit.per()));
        return "limited by " + Plain.text(limit.system()) + ": " + much
                + (limit.per() == null && limit.nextMs() == 0 ? "" : ", next in " + time(limit.nextMs()));
    }

    private static String time(long millis) {
        return millis < SOON_MS
                ? String.format(Locale.ROOT, "%.1f s", millis / 1000.0)
                : Figures.time(Duration.ofMillis(millis));
    }
}
