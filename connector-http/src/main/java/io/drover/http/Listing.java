package io.drover.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A listing that is read page by page for as long as anything says that there is more: the page itself, a link, a cursor, or
 * a total that was not reached. What was promised and did not come is told by {@link #missing()}. Used by one thread.
 *
 * <p>An answer that is too large ({@code ANSWER_TOO_LARGE}) is asked for again with half as many entries, down to one.
 */
public sealed interface Listing permits PagedListing {

    /** Asks for one page. */
    @FunctionalInterface
    interface Fetch {
        /**
         * @param from offset, or cursor
         * @param most how many entries to ask for; the answer may hold fewer or more
         */
        ListedPage at(long from, int most);
    }

    /** By what an entry that is listed twice is known again. */
    @FunctionalInterface
    interface Identity {
        /** @return null for an entry that has nothing of its own; what one page has twice tells no entries apart */
        @Nullable
        String of(JsonNode value);
    }

    /** @param place the offset of the entry; by cursor, its id, or that of the one before where it has none */
    record Row(long place, JsonNode value) {}

    /**
     * The next entries that were not given before, in order; empty at the end.
     *
     * @param most how many to ask for
     */
    Optional<List<Row>> next(int most);

    /** Whether nothing comes any more. */
    boolean ended();

    /** Whether the listing itself said where it ends, and as many came by then as one of its totals promised. */
    boolean saidEnd();

    /** From where the next page is asked for: an offset, or a cursor. */
    long place();

    /** How many different entries were given. */
    long read();

    /** How many there are, by the last answer that said so. */
    OptionalLong total();

    /** Whether every answer said the same total. Where not, entries may have moved from one page to another meanwhile. */
    boolean steady();

    /** How long the answers were together, in bytes. */
    long bytes();

    /** What was promised and did not come, for a person to read: {@code 10 of 25, as "total" says}. Empty when all came. */
    Optional<String> missing();

    /** Entries by number: from an offset on. */
    static Listing byOffset(Fetch fetch, Identity identity, long from, PageSize pageSize) {
        return new OffsetListing(fetch, identity, from, pageSize);
    }

    /** The same with a page size of its own. */
    static Listing byOffset(Fetch fetch, Identity identity, long from, int pageSize) {
        return byOffset(fetch, identity, from, new PageSize(pageSize));
    }

    /**
     * Entries by cursor: those whose id is above {@code after}, ids ascending.
     *
     * @param name what is listed, for messages
     * @param advice what to do about a listing that breaks its own rules
     */
    static Listing byCursor(Fetch fetch, String name, String advice, long after, PageSize pageSize) {
        return new CursorListing(fetch, name, advice, after, pageSize);
    }

    /** All entries of a small listing. One whose total changes on the way is read again, until two readings are alike. */
    static All all(Supplier<Listing> listings, int pageSize) {
        All before = All.of(listings.get(), pageSize);
        for (int walks = 1; !before.steady && walks < All.MOST_WALKS; walks++) {
            All again = All.of(listings.get(), pageSize);
            if (again.values.equals(before.values)) {
                return new All(again.values, again.ended ? Optional.empty() : again.missing, true, again.ended);
            }
            before = again;
        }
        return before;
    }

    /**
     * @param missing what did not come, see {@link Listing#missing()}
     * @param ended whether the listing itself said where it ends
     */
    record All(List<JsonNode> values, Optional<String> missing, boolean steady, boolean ended) {

        private static final int MOST_WALKS = 3;

        private static All of(Listing listing, int pageSize) {
            List<JsonNode> values = new ArrayList<>();
            for (Optional<List<Row>> rows = listing.next(pageSize); rows.isPresent(); rows = listing.next(pageSize)) {
                rows.get().forEach(row -> values.add(row.value));
            }
            return new All(values, listing.missing(), listing.steady(), listing.saidEnd());
        }
    }
}
