package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.BatchSpec;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.SurveySink;
import io.drover.spi.testing.Kinds;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Walks a listing once, shows each record to the survey and cuts the listing into slices. */
final class Planner {

    private final ZephyrApi api;
    private final int pageSize;
    private final int batchSize;
    private final SurveySink sink;

    Planner(ZephyrApi api, int pageSize, int batchSize, SurveySink sink) {
        this.api = api;
        this.pageSize = pageSize;
        this.batchSize = batchSize;
        this.sink = sink;
    }

    /** @return how many records there are */
    long byId(String kind, Consumer<JsonNode> survey) {
        long total = 0;
        long after = 0;
        long last = 0;
        int inBatch = 0;
        long from = 0;
        while (true) {
            CursorPage page = api.casesFrom(from, pageSize);
            long previous = Long.MIN_VALUE;
            for (JsonNode record : page.values()) {
                long id = record.path("id").longValue();
                previous = ascending(previous, id);
                if (id <= last) {
                    continue;
                }
                if (inBatch == batchSize) {
                    emit(kind, new Slice.ById(after, OptionalLong.of(last), batchSize), inBatch);
                    after = last;
                    inBatch = 0;
                }
                survey.accept(record);
                sink.listed(kind, originId(kind, record));
                last = id;
                inBatch++;
                total++;
            }
            if (page.next().isEmpty()) {
                break;
            }
            from = SliceReader.advance(from, page.next().getAsLong(), last);
        }
        if (inBatch > 0) {
            emit(kind, new Slice.ById(after, OptionalLong.empty(), batchSize), inBatch);
        }
        return total;
    }

    /** @return how many records there are */
    long byOffset(String kind, OffsetPage.Fetch fetch, Consumer<JsonNode> survey) {
        Set<Long> seen = new HashSet<>();
        int start = 0;
        int inBatch = 0;
        int from = 0;
        while (true) {
            OffsetPage page = fetch.at(from, pageSize);
            int offset = from;
            for (JsonNode record : page.values()) {
                if (inBatch == batchSize) {
                    emit(kind, new Slice.ByOffset(start, OptionalInt.of(offset), batchSize), inBatch);
                    start = offset;
                    inBatch = 0;
                }
                offset++;
                inBatch++;
                if (seen.add(record.path("id").longValue())) {
                    survey.accept(record);
                    sink.listed(kind, originId(kind, record));
                }
            }
            if (page.next().isEmpty()) {
                break;
            }
            from = page.next().getAsInt();
        }
        if (inBatch > 0) {
            emit(kind, new Slice.ByOffset(start, OptionalInt.empty(), batchSize), inBatch);
        }
        return seen.size();
    }

    private static String originId(String kind, JsonNode record) {
        return record.path(kind.equals(Kinds.FOLDER) ? "id" : "key").asText("");
    }

    private void emit(String kind, Slice slice, int expected) {
        sink.batch(new BatchSpec(kind, slice.toCursor(), expected));
    }

    private static long ascending(long previous, long id) {
        if (id <= previous) {
            throw new ConnectorException(
                    "LISTING_UNORDERED",
                    FailureType.EXTERNAL,
                    "Zephyr Scale's cursor listing of test cases is not in the order of ids (" + id + " after "
                            + previous + "). Set \"listing\": \"offset\" in the connection's settings.");
        }
        return id;
    }
}
