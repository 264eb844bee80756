package io.drover.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * A listing by cursor, ids ascending. The next page begins where the answer says, or at the last id where it says only that
 * there is more; whether the system means "at" or "after" by a cursor makes no difference.
 */
final class CursorListing extends PagedListing {

    /** One entry may be the one that the page before ended with. */
    private static final int LEAST = 2;

    private final String name;
    private final String advice;
    private final boolean whole;
    private long from;
    private long last;

    CursorListing(Fetch fetch, String name, String advice, long after, PageSize pageSize) {
        super(fetch, pageSize, 0);
        this.name = name;
        this.advice = advice;
        this.whole = after == 0;
        this.from = after;
        this.last = after;
    }

    @Override
    List<Row> page(int most) {
        ListedPage page = fetch(Math.max(LEAST, most));
        List<Row> fresh = fresh(page);
        count(fresh);
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
    public long place() {
        return from;
    }
}
