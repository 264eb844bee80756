package io.drover.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A listing by cursor, ids ascending. The next page begins where the answer says, or at the last id where it says only that
 * there is more; whether the system means "at" or "after" by a cursor makes no difference.
 */
final class CursorListing implements Listing {

    /** One entry may be the one that the page before ended with. */
    private static final int LEAST = 2;

    private final Fetch fetch;
    private final String name;
    private final String advice;
    private final ListingProgress told;
    private final boolean whole;
    private long from;
    private long last;
    private long read;
    private int fruitless;
    private boolean asked;
    private boolean ended;
    private boolean saidEnd;

    CursorListing(Fetch fetch, String name, String advice, long after, PageSize pageSize) {
        this.fetch = fetch;
        this.name = name;
        this.advice = advice;
        this.told = new ListingProgress(pageSize);
        this.whole = after == 0;
        this.from = after;
        this.last = after;
    }

    @Override
    public Optional<List<Row>> next(int most) {
        while (!ended) {
            List<Row> rows = page(most);
            if (!rows.isEmpty()) {
                return Optional.of(rows);
            }
        }
        return Optional.empty();
    }

    private List<Row> page(int most) {
        ListedPage page = told.fetch(fetch, from, Math.max(LEAST, most));
        List<Row> fresh = fresh(page);
        read += fresh.size();
        fruitless = fresh.isEmpty() ? fruitless + 1 : 0;
        long next = Math.max(page.next().orElse(0), last);
        boolean stands = next <= from;
        // Of a part of the listing nobody knows how many entries lie before it.
        if (!told.more(page, whole ? read : Long.MAX_VALUE, !fresh.isEmpty())) {
            ended = true;
            saidEnd = !page.silent();
        } else if (stands && !asked && fresh.isEmpty()) {
            asked = true; // once more the same: a page can be empty, or an earlier one, by mistake
            return fresh;
        } else if (stands && page.next().isPresent()) {
            throw broken("LISTING_STUCK", "does not move on from id " + from);
        } else if (fruitless > ListingProgress.MOST_FRUITLESS || stands) {
            if (page.saysMore()) {
                told.giveUp();
            }
            ended = true;
        }
        asked = false;
        from = Math.max(from, next);
        return fresh;
    }

    private List<Row> fresh(ListedPage page) {
        List<Row> fresh = new ArrayList<>(page.values().size());
        long previous = -1;
        for (JsonNode value : page.values()) {
            OptionalLong id = ListedPage.number(value.path("id"));
            if (id.isEmpty()) {
                fresh.add(new Row(Math.max(previous, last), value));
                continue;
            }
            if (id.getAsLong() < previous) {
                throw broken(
                        "LISTING_UNORDERED",
                        "is not in the order of ids (" + id.getAsLong() + " after " + previous + ")");
            }
            previous = id.getAsLong();
            if (previous > last) {
                last = previous;
                fresh.add(new Row(previous, value));
            }
        }
        return fresh;
    }

    private ConnectorException broken(String code, String how) {
        return new ConnectorException(code, FailureType.EXTERNAL, name + " " + how + ". " + advice);
    }

    @Override
    public boolean ended() {
        return ended;
    }

    @Override
    public boolean saidEnd() {
        return saidEnd;
    }

    @Override
    public long place() {
        return from;
    }

    @Override
    public long read() {
        return read;
    }

    @Override
    public OptionalLong total() {
        return told.total();
    }

    @Override
    public boolean steady() {
        return told.steady();
    }

    @Override
    public long bytes() {
        return told.bytes();
    }

    @Override
    public Optional<String> missing() {
        return told.missing(read);
    }
}
