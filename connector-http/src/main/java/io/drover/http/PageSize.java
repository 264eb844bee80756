package io.drover.http;

/**
 * How many entries to ask for at a time: as many as the settings say, by halves fewer where the answer would be too large, and
 * more again where the entries are small. Several listings may share one, so that each does not learn it anew.
 */
public final class PageSize {

    /** An answer of twice as many entries would still be far from too large. */
    private static final int SMALL = 2 << 20;

    private final int most;
    private volatile int now;

    public PageSize(int most) {
        this.most = most;
        this.now = most;
    }

    int of(int wanted) {
        return Math.max(1, Math.min(now, wanted));
    }

    void tooLarge(int size) {
        now = Math.max(1, size / 2);
    }

    void fits(int size, long bytes) {
        int before = now;
        if (size >= before && before < most && bytes <= SMALL) {
            now = Math.min(most, before * 2);
        }
    }
}
