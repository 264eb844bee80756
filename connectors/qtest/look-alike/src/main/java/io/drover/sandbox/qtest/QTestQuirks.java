package io.drover.sandbox.qtest;

/**
 * How lists may differ from what the documentation promises, as servers and proxies have been seen to do.
 *
 * @param pageCap most rows of a page, whatever was asked for, and no word about it; 0 for no cap
 * @param pageTwice the first page comes again as the second, and everything after it a page later
 * @param totalAbove search says so many more in {@code total} than there are
 * @param bare search answers without {@code total} and {@code links}
 * @param wrapped lists come as an object with the list in it
 */
public record QTestQuirks(int pageCap, boolean pageTwice, int totalAbove, boolean bare, boolean wrapped) {

    public static final QTestQuirks NONE = new QTestQuirks(0, false, 0, false, false);

    public QTestQuirks {
        if (pageCap < 0) {
            throw new IllegalArgumentException("pageCap is a number of rows, not " + pageCap);
        }
    }

    public static QTestQuirks capped(int pageCap) {
        return new QTestQuirks(pageCap, false, 0, false, false);
    }
}
