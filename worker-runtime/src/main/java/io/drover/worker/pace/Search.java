package io.drover.worker.pace;

import com.fasterxml.jackson.annotation.JsonAutoDetect;

/**
 * Looks for the most that a system takes, of which only refusals tell. It goes up by steps until it is refused, then halves
 * the way between what was taken and what was refused, and rests below. After a long time it doubts what it knows and looks a
 * little higher, more seldom each time. Lives in a {@link SystemPace}.
 */
@JsonAutoDetect(fieldVisibility = JsonAutoDetect.Visibility.ANY)
final class Search {

    /** More than this governs nobody. */
    private static final double MOST = 10_000;

    private static final double CLOSE = 1.03;
    private static final double GROWTH = 1.4;
    private static final int MANY_IN_ROW = 5;
    private static final long LONG_ROW = 8_000_000L;
    private static final long ROW = 60_000_000L;
    private static final long FIRST_DOUBT = 30_000_000L;
    private static final long EARLY = 20_000_000L;
    private static final long LONG_DOUBT = 600_000_000L;
    private static final long LAST_DOUBT = 86_400_000_000L;

    /** Whole numbers only: requests on their way, not a rate. */
    private boolean whole;

    private double value;
    private double low;
    /** 0 while nothing was refused. */
    private double high;

    private long since;
    private long doubtAfter = FIRST_DOUBT;
    private boolean settled;
    /** What was refused before it was doubted. */
    private double doubted;

    /** How often in a row what had held was refused. */
    private int inRow;

    private long rowTaken;
    private long rowFrom;

    private boolean doubting;
    private long began;

    Search() {}

    static Search rate(double value, double low, long now) {
        Search search = new Search();
        search.value = Math.clamp(value, 1e-4, MOST);
        search.low = Math.min(low, search.value);
        search.since = now;
        search.began = now;
        return search;
    }

    static Search slots(int value, long now) {
        Search search = rate(Math.max(1, value), 1, now);
        search.whole = true;
        search.low = Math.max(1, Math.floor(search.value / 2));
        return search;
    }

    double value() {
        return value;
    }

    long since() {
        return since;
    }

    boolean isSettled() {
        return settled;
    }

    /** The clock went back. */
    void back(long by) {
        since = Periods.back(since, by);
        began = Periods.back(began, by);
        rowFrom = Periods.back(rowFrom, by);
    }

    /** Whether it is one that could be found: rows of earlier releases may hold others. */
    boolean isSound() {
        return value > 0 && value <= MOST;
    }

    /** It is known: the value, give or take nothing worth a refusal. Of nothing taken nothing is known. */
    void settle(double exact, long now) {
        if (exact <= 0) {
            return;
        }
        value = exact;
        low = exact;
        high = exact * CLOSE;
        since = now;
        settled = true;
        doubtAfter = Math.max(doubtAfter, LONG_DOUBT);
    }

    /** Of requests on their way. */
    void refused(long now) {
        refused(0, 0, now);
    }

    /**
     * @param average what was taken since the refusal before, a second; 0 when that is too short to say
     * @param taken how many were ever taken: what a bucket had saved up lets too high a rate hold for a while, time and again
     */
    void refused(double average, long taken, long now) {
        if (now - began > EARLY) {
            doubtAfter = Math.max(doubtAfter, LONG_DOUBT);
        }
        if (doubting) {
            doubting = false;
            high = value;
            value = low;
            settled = true;
            since = now;
            return;
        }
        if (average > 0 && average < value && !whole) {
            high = value;
            low = average * 0.955;
            value = Math.min(average * 0.985, high / CLOSE);
            since = now;
            settled = high / value <= 1.06;
            return;
        }
        high = value;
        if (low >= value) {
            low = whole ? Math.max(1, value - 1) : value * (settled ? 0.96 : 0.85);
            if (!whole && isRow(taken, now)) {
                // The bucket was empty at either end: what was taken between is what flows into it.
                settle(0.985 * (taken - rowTaken) * Periods.SECOND / (now - rowFrom), now);
                inRow = 0;
                return;
            }
        }
        between();
        since = now;
    }

    /** Whether what had held was refused so often that it is a bucket's doing; of a window it happens once or twice. */
    private boolean isRow(long taken, long now) {
        if (inRow == 0 || now - since > ROW) {
            inRow = 0;
            rowTaken = taken;
            rowFrom = now;
        }
        inRow++;
        return inRow >= MANY_IN_ROW && now - rowFrom > LONG_ROW;
    }

    /** The value was asked for in full, and nothing was refused for long enough. */
    void held(long now) {
        if (settled) {
            if (now - since < doubtAfter) {
                return;
            }
            doubtAfter = Math.min(LAST_DOUBT, doubtAfter * 2);
            settled = false;
            doubted = high;
            doubting = true;
            high = 0;
        }
        low = Math.max(low, value);
        if (high == 0) {
            value = whole ? value + 1 : value * (value < doubted * CLOSE ? CLOSE : GROWTH);
        } else {
            between();
        }
        value = Math.min(value, MOST);
        since = now;
    }

    private void between() {
        settled = whole ? high - low <= 1 : high / low <= CLOSE;
        value = settled ? low : whole ? Math.floor((low + high) / 2) : (low + high) / 2;
    }
}
