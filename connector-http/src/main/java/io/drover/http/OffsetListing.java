package io.drover.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.IdSet;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A listing by offset. The next page begins after the entries that were given, whatever was asked for: a server may give
 * fewer than asked without saying so. A link that leads further than that is followed only where nothing new came, so that
 * it skips nothing.
 */
final class OffsetListing extends PagedListing {

    private static final int MOST_HASHES = 10_000;

    private final Identity identity;
    private final PageSize pageSize;
    private final long start;

    /** Of a million entries, it hides one that it takes for another once in some 10^7 runs; a total then tells that it misses. */
    private final IdSet seen = new IdSet();

    /** Of the first entries, in order: by these a page that is given twice is known where identities tell nothing. */
    private final List<Integer> hashes = new ArrayList<>();

    private long at;
    private int largest;
    private boolean lastGiven;
    private boolean telling = true;

    OffsetListing(Fetch fetch, Identity identity, long from, PageSize pageSize) {
        super(fetch, pageSize, from);
        this.identity = identity;
        this.pageSize = pageSize;
        this.start = from;
        this.at = from;
    }

    @Override
    List<Row> page(int most) {
        ListedPage page = fetch(most);
        List<Row> fresh = fresh(page);
        count(fresh);
        largest = Math.max(largest, page.values().size());
        boolean last = Boolean.TRUE.equals(page.last()) && !Boolean.TRUE.equals(page.more());
        lastGiven = last;
        if (!told.more(page, start + read, !fresh.isEmpty()) || (last && fresh.isEmpty())) {
            ended = true;
            saidEnd = last && told.reachesLowest(start + read);
        } else if (fruitless > ListingProgress.MOST_FRUITLESS) {
            told.giveUp();
            ended = true;
        } else if (!fresh.isEmpty()) {
            at += fresh.size();
            asked = false;
        } else if (!asked) {
            asked = true; // once more the same: a page can be empty, or an earlier one, by mistake
        } else {
            asked = false;
            onward(page, most);
        }
        return fresh;
    }

    /** Goes past a place at which nothing new is. */
    private void onward(ListedPage page, int most) {
        int step = largest > 0 ? largest : pageSize.of(most);
        at = page.next().isPresent() && page.next().getAsLong() > at
                ? page.next().getAsLong()
                : at + step;
        if (!page.saysMore() && at >= told.total().orElse(0)) {
            ended = true;
        }
    }

    private List<Row> fresh(ListedPage page) {
        List<Row> fresh = new ArrayList<>(page.values().size());
        int begin = hashes.size();
        boolean apart = apart(page);
        boolean again = againGiven(page);
        for (int i = 0; i < page.values().size(); i++) {
            JsonNode value = page.values().get(i);
            String id = apart ? identity.of(value) : null;
            if (id == null ? !again && !known(page, i, begin) : seen.add(id)) {
                if (hashes.size() < MOST_HASHES) {
                    hashes.add(value.hashCode());
                }
                fresh.add(new Row(at + fresh.size(), value));
            }
        }
        return fresh;
    }

    /** Whether identities tell entries apart: where one page has the same twice, they do not. */
    private boolean apart(ListedPage page) {
        Set<String> here = new HashSet<>();
        for (JsonNode value : page.values()) {
            String id = identity.of(value);
            telling &= id == null || here.add(id);
        }
        return telling;
    }

    /** An entry without identity on a page that says of itself that it begins earlier than asked. */
    private boolean known(ListedPage page, int i, int begin) {
        long place = page.at().orElse(at) - start + i;
        return place < begin
                && hashes.get((int) place).equals(page.values().get(i).hashCode());
    }

    /** The page before once more; entries that are alike are others where the page says of itself that it is a later one. */
    private boolean againGiven(ListedPage page) {
        int size = page.values().size();
        boolean later = !lastGiven && page.at().isPresent() && page.at().getAsLong() == at;
        if (size == 0 || size > hashes.size() || hashes.size() < read || later) {
            return false;
        }
        return hashes.subList(hashes.size() - size, hashes.size())
                .equals(page.values().stream().map(JsonNode::hashCode).toList());
    }

    @Override
    public long place() {
        return at;
    }
}
