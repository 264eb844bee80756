package io.drover.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever form a listing takes: each entry is given exactly once, or it is told that some are missing. */
class ListingPropertyTest {

    private static final int RUNS = 600;

    static LongStream seeds() {
        return LongStream.range(0, RUNS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_a_listing_by_offset_has_is_read_once_or_told(long seed) {
        Odd server = new Odd(new Random(seed));
        read(server, Listing.byOffset(server::byOffset, v -> v.get("id").asText(), 0, server.pageSize));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_has_no_id_is_read_once_or_told_where_pages_say_where_they_begin(long seed) {
        Odd server = new Odd(new Random(seed));
        server.saysWhere = true;
        read(server, Listing.byOffset(server::byOffset, v -> null, 0, server.pageSize));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_a_listing_by_cursor_has_is_read_once_or_told(long seed) {
        Odd server = new Odd(new Random(seed));
        read(server, Listing.byCursor(server::byCursor, "It", "", 0, new PageSize(server.pageSize)));
    }

    private static void read(Odd server, Listing listing) {
        List<Long> read = new ArrayList<>();
        for (Optional<List<Listing.Row>> rows = listing.next(1000); rows.isPresent(); rows = listing.next(1000)) {
            rows.get().forEach(row -> read.add(row.value().get("id").longValue()));
        }
        assertThat(read).doesNotHaveDuplicates();
        Set<Long> lost = new HashSet<>(server.ids);
        read.forEach(lost::remove);
        if (!lost.isEmpty()) {
            assertThat(listing.missing()).as(server + " lost " + lost.size()).isPresent();
        } else if (!server.lies) {
            assertThat(listing.missing()).as(server.toString()).isEmpty();
        }
        assertThat(server.requests).as(server.toString()).isLessThan(60 + 6 * server.ids.size());
    }

    /** A server of any form: caps untold, empty pages, pages given twice, overlaps, totals that lie, links that skip. */
    private static final class Odd {

        private final Random random;
        private final List<Long> ids = new ArrayList<>();
        private final int pageSize;
        private final int cap;
        private final int form; // bits: 1 last, 2 link, 4 total; 0 says nothing
        private final boolean blind; // a link or cursor without its number
        private final boolean farLink;
        private final boolean empties;
        private final boolean twice;
        private final int overlap;
        private final int totalOff;
        private final boolean lies;
        private long lastFrom = -1;
        private @Nullable ListedPage before;
        private boolean saysWhere;
        private int requests;

        private Odd(Random random) {
            this.random = random;
            long id = 0;
            for (int i = random.nextInt(60); i > 0; i--) {
                id += 1 + random.nextInt(4);
                ids.add(id);
            }
            pageSize = 1 + random.nextInt(30);
            cap = 1 + random.nextInt(30);
            form = random.nextInt(8);
            blind = random.nextInt(3) == 0;
            farLink = random.nextInt(4) == 0;
            boolean talks = (form & 3) != 0; // an empty page that says nothing is an end
            empties = talks && random.nextInt(3) == 0;
            twice = talks && random.nextInt(3) == 0;
            overlap = random.nextInt(4) == 0 ? random.nextInt(Math.max(1, Math.min(cap, pageSize) / 2)) : 0;
            totalOff = random.nextInt(4) == 0 ? random.nextInt(9) - 4 : 0;
            lies = totalOff > 0;
        }

        private ListedPage byOffset(long from, int most) {
            requests++;
            boolean again = from == lastFrom;
            lastFrom = from;
            int size = Math.min(cap, most);
            if (!again && empties && random.nextInt(3) == 0 && from < ids.size()) {
                return page(List.of(), false, from, from + size);
            }
            long begin = from;
            if (!again && twice && from > 0 && random.nextInt(3) == 0) {
                begin = Math.max(0, from - size);
            } else if (from < ids.size()) {
                begin = Math.max(0, from - overlap);
            }
            List<Long> rows = ids.subList((int) Math.min(begin, ids.size()), (int) Math.min(begin + size, ids.size()));
            boolean last = begin + size >= ids.size();
            return page(rows, last, begin, farLink ? begin + 1000 : begin + size);
        }

        private ListedPage byCursor(long from, int most) {
            requests++;
            boolean again = from == lastFrom;
            lastFrom = from;
            if (!again && empties && random.nextInt(3) == 0) {
                return page(List.of(), false, from, from);
            }
            if (!again && twice && before != null && random.nextInt(3) == 0) {
                return before;
            }
            before = cursorPage(from, most);
            return before;
        }

        private ListedPage cursorPage(long from, int most) {
            int size = Math.max(2, Math.min(cap, most)); // one that begins at its cursor and gives one never moves on
            List<Long> rest = ids.stream().filter(id -> id >= from).toList();
            List<Long> rows = rest.subList(0, Math.min(size, rest.size()));
            boolean last = rows.size() == rest.size();
            return page(rows, last, from, last ? 0 : rest.get(size));
        }

        private ListedPage page(List<Long> rows, boolean last, long at, long next) {
            boolean links = (form & 2) != 0;
            return new ListedPage(
                    rows.stream().<JsonNode>map(Odd::row).toList(),
                    (form & 1) != 0 ? (@Nullable Boolean) last : null,
                    links ? (@Nullable Boolean) !last : null,
                    links && !last && !blind ? OptionalLong.of(next) : OptionalLong.empty(),
                    saysWhere || random.nextBoolean() ? OptionalLong.of(at) : OptionalLong.empty(),
                    (form & 4) != 0 ? OptionalLong.of(Math.max(0, ids.size() + totalOff)) : OptionalLong.empty(),
                    0);
        }

        private static JsonNode row(long id) {
            return JsonNodeFactory.instance.objectNode().put("id", id);
        }

        @Override
        public String toString() {
            return "form " + form + ", " + ids.size() + " entries, pages of " + pageSize + ", cap " + cap + ", overlap "
                    + overlap + ", total off by " + totalOff + (blind ? ", blind" : "") + (farLink ? ", far link" : "")
                    + (empties ? ", empties" : "") + (twice ? ", twice" : "");
        }
    }
}
