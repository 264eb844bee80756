package io.drover.http;

import io.drover.spi.ConnectorException;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks for the pages of one listing, and keeps what they said so far. Used by one thread. */
final class ListingProgress {

    /** So many pages in a row without anything new are no listing that goes on. */
    static final int MOST_FRUITLESS = 20;

    private static final String TOO_LARGE = "ANSWER_TOO_LARGE";

    private final PageSize pageSize;
    private OptionalLong total = OptionalLong.empty();
    private long lowest = Long.MAX_VALUE;
    private boolean steady = true;
    private boolean spoke;
    private boolean open;
    private long bytes;

    ListingProgress(PageSize pageSize) {
        this.pageSize = pageSize;
    }

    ListedPage fetch(Listing.Fetch fetch, long from, int most) {
        while (true) {
            int size = pageSize.of(most);
            try {
                ListedPage page = fetch.at(from, size);
                pageSize.fits(size, page.bytes());
                return hear(page);
            } catch (ConnectorException e) {
                if (size == 1 || !e.code().equals(TOO_LARGE)) {
                    throw e;
                }
                pageSize.tooLarge(size);
            }
        }
    }

    private ListedPage hear(ListedPage page) {
        bytes += page.bytes();
        if (page.total().isPresent()) {
            steady &= total.isEmpty() || total.equals(page.total());
            total = page.total();
            lowest = Math.min(lowest, total.getAsLong());
        }
        return page;
    }

    /**
     * Whether to go on after a page. A listing of which no answer ever says how it ends goes on until nothing new comes.
     *
     * @param read how many entries were given, with those before the place where the reading began
     */
    boolean more(ListedPage page, long read, boolean fresh) {
        boolean silent = page.silent() && !spoke;
        spoke |= !page.silent();
        return page.saysMore() || isShort(read) || (silent && fresh);
    }

    private boolean isShort(long read) {
        return total.isPresent() && read < total.getAsLong();
    }

    /** Whether as many came as some answer promised. */
    boolean reachesLowest(long read) {
        return lowest == Long.MAX_VALUE || read >= lowest;
    }

    /** Nothing comes although more was said. */
    void giveUp() {
        open = true;
    }

    Optional<String> missing(long read) {
        if (isShort(read)) {
            return Optional.of(read + " of " + total.getAsLong() + ", as \"total\" says");
        }
        return open && read != total.orElse(-1)
                ? Optional.of(read + ", and the last answer says that there are more")
                : Optional.empty();
    }

    OptionalLong total() {
        return total;
    }

    boolean steady() {
        return steady;
    }

    long bytes() {
        return bytes;
    }
}
