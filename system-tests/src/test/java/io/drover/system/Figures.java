package io.drover.system;

import java.util.Locale;

/**
 * What came of a cell.
 *
 * @param fired how often the fault happened, by its own proof
 * @param recoveryMs from the fault, or its end when it lasts, to the next batch that closed; -1 where none was to close
 * @param batches that closed
 * @param attempts commands for them
 * @param redone runs of a batch beyond its first; -1 where they cannot be seen
 * @param duplicates in the target, or imports that nobody asked for
 */
record Figures(
        long fired,
        long recoveryMs,
        long batches,
        long attempts,
        long redone,
        int duplicates,
        String state,
        double seconds) {

    static final Figures NONE = new Figures(0, -1, 0, 0, 0, 0, "", 0);

    static final String HEAD =
            "| path | fault | where | fired | recovery | batches | attempts | run again | duplicates | ended | seconds |\n"
                    + "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | --- | ---: |\n";

    /** Of several trials: sums, the longest recovery, and the end that took most to come to. */
    Figures and(Figures other) {
        return new Figures(
                fired + other.fired,
                Math.max(recoveryMs, other.recoveryMs),
                batches + other.batches,
                attempts + other.attempts,
                redone + other.redone,
                duplicates + other.duplicates,
                state.length() > other.state.length() ? state : other.state,
                seconds + other.seconds);
    }

    String row(Cell cell) {
        return String.format(
                Locale.ROOT,
                "| %s | %s | %s | %d | %s | %d | %d | %s | %d | %s | %.1f |",
                cell.path(),
                cell.fault(),
                cell.place(),
                fired,
                recoveryMs < 0 ? "–" : recoveryMs + " ms",
                batches,
                attempts,
                redone < 0 ? "–" : String.valueOf(redone),
                duplicates,
                state,
                seconds);
    }
}
