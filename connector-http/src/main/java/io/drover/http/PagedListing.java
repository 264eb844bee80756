package io.drover.http;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What both sorts of listing keep while their pages are read. */
abstract sealed class PagedListing implements Listing permits CursorListing, OffsetListing {

    final ListingProgress told;

    long read;
    int fruitless;
    boolean asked;
    boolean ended;
    boolean saidEnd;

    private final Fetch fetch;
    private final long before;

    /** @param before how many entries lie before the first that is read */
    PagedListing(Fetch fetch, PageSize pageSize, long before) {
        this.fetch = fetch;
        this.told = new ListingProgress(pageSize);
        this.before = before;
    }

    /** Reads one page, and says whether it is the end. */
    abstract List<Row> page(int most);

    @Override
    public final Optional<List<Row>> next(int most) {
        while (!ended) {
            List<Row> rows = page(most);
            if (!rows.isEmpty()) {
                return Optional.of(rows);
            }
        }
        return Optional.empty();
    }

    final ListedPage fetch(int most) {
        return told.fetch(fetch, place(), most);
    }

    final void count(List<Row> fresh) {
        read += fresh.size();
        fruitless = fresh.isEmpty() ? fruitless + 1 : 0;
    }

    @Override
    public final boolean ended() {
        return ended;
    }

    @Override
    public final boolean saidEnd() {
        return saidEnd;
    }

    @Override
    public final long read() {
        return read;
    }

    @Override
    public final OptionalLong total() {
        return told.total();
    }

    @Override
    public final boolean steady() {
        return told.steady();
    }

    @Override
    public final long bytes() {
        return told.bytes();
    }

    @Override
    public final Optional<String> missing() {
        return told.missing(before + read);
    }
}
