package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/** Gathers the listed records of one slice. */
final class SliceReader {

    /**
     * @param rest the slice that goes on after a full open slice
     */
    record Gathered(List<JsonNode> records, Optional<Slice> rest) {}

    private final ZephyrApi api;
    private final int pageSize;

    SliceReader(ZephyrApi api, int pageSize) {
        this.api = api;
        this.pageSize = pageSize;
    }

    Gathered byId(Slice.ById slice) {
        List<JsonNode> records = new ArrayList<>(slice.size());
        long last = slice.after();
        long from = slice.after();
        while (true) {
            int wanted = Math.max(slice.size() - records.size(), 0) + 1; // the first may be the one before the slice
            CursorPage page = api.casesFrom(from, Math.min(pageSize, wanted));
            for (JsonNode record : page.values()) {
                long id = record.path("id").longValue();
                if (slice.upTo().isPresent() && id > slice.upTo().getAsLong()) {
                    return new Gathered(records, Optional.empty());
                }
                if (id <= last) {
                    continue;
                }
                if (slice.upTo().isEmpty() && records.size() == slice.size()) {
                    return new Gathered(records, rest(last, slice));
                }
                records.add(record);
                last = id;
            }
            if (page.next().isEmpty()
                    || (slice.upTo().isPresent() && last >= slice.upTo().getAsLong())) {
                return new Gathered(records, Optional.empty());
            }
            if (slice.upTo().isEmpty() && records.size() == slice.size()) {
                return new Gathered(records, rest(last, slice));
            }
            from = advance(from, page.next().getAsLong(), Math.max(last, from));
        }
    }

    Gathered byOffset(Slice.ByOffset slice, OffsetPage.Fetch fetch) {
        List<JsonNode> records = new ArrayList<>(slice.size());
        Set<Long> seen = new HashSet<>();
        int from = slice.startAt();
        while (true) {
            int wanted = slice.endAt().orElse(slice.startAt() + slice.size()) - from;
            if (wanted <= 0) {
                boolean open = slice.endAt().isEmpty();
                return new Gathered(
                        records,
                        open
                                ? Optional.of(new Slice.ByOffset(from, OptionalInt.empty(), slice.size()))
                                : Optional.empty());
            }
            OffsetPage page = fetch.at(from, Math.min(pageSize, wanted));
            for (JsonNode record : page.values()) {
                if (seen.add(record.path("id").longValue())) {
                    records.add(record);
                }
            }
            if (page.next().isEmpty()) {
                return new Gathered(records, Optional.empty());
            }
            from = page.next().getAsInt();
        }
    }

    /** @return where to go on; a listing that does not move on would be read for ever */
    static long advance(long from, long next, long last) {
        if (next <= from && last <= from) {
            throw new ConnectorException(
                    "LISTING_STUCK",
                    FailureType.EXTERNAL,
                    "Zephyr Scale's cursor listing of test cases does not move on from id " + from
                            + ". Set \"listing\": \"offset\" in the connection's settings.");
        }
        return Math.max(next, last);
    }

    private static Optional<Slice> rest(long last, Slice.ById slice) {
        return Optional.of(new Slice.ById(last, OptionalLong.empty(), slice.size()));
    }
}
