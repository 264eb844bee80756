package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.http.Listing;
import io.drover.http.PageSize;
import io.drover.spi.BatchSpec;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.SurveySink;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Consumer;

/** Walks a listing once, shows each record to the survey and cuts the listing into slices. */
final class ListingPlanner {

    private static final int MOST = Integer.MAX_VALUE;

    private final String entityType;
    private final PageSize pageSize;
    private final int batchSize;
    private final ObjectNode remarks;
    private final Consumer<JsonNode> survey;
    private final SurveySink sink;
    private final MetKeys keys = new MetKeys();
    private long entries;
    private long twice;

    /** @param remarks what each cursor says besides */
    ListingPlanner(
            String entityType,
            PageSize pageSize,
            int batchSize,
            ObjectNode remarks,
            Consumer<JsonNode> survey,
            SurveySink sink) {
        this.entityType = entityType;
        this.pageSize = pageSize;
        this.batchSize = batchSize;
        this.remarks = remarks;
        this.survey = survey;
        this.sink = sink;
    }

    /** @return how many records there are */
    long byId(ZephyrApi api) {
        Listing listing = api.casesByCursor(0, pageSize);
        long after = 0;
        long last = 0;
        int inBatch = 0;
        for (Optional<List<Listing.Row>> rows = listing.next(MOST); rows.isPresent(); rows = listing.next(MOST)) {
            for (Listing.Row row : rows.get()) {
                if (inBatch >= batchSize && row.place() > last) {
                    emit(new Slice.ById(after, OptionalLong.of(last), batchSize), inBatch);
                    after = last;
                    inBatch = 0;
                }
                see(row.value());
                last = Math.max(last, row.place());
                inBatch++;
            }
        }
        if (inBatch > 0) {
            emit(new Slice.ById(after, OptionalLong.empty(), batchSize), inBatch);
        }
        return count(listing, listing.missing(), "GET /testcases/nextgen");
    }

    /** @return how many records there are */
    long byOffset(Listing.Fetch fetch, String name) {
        Listing listing = Listing.byOffset(fetch, SliceReader.IDENTITY, 0, pageSize);
        int start = 0;
        int inBatch = 0;
        for (Optional<List<Listing.Row>> rows = listing.next(MOST); rows.isPresent(); rows = listing.next(MOST)) {
            for (Listing.Row row : rows.get()) {
                if (inBatch == batchSize) {
                    int offset = Math.toIntExact(row.place());
                    emit(new Slice.ByOffset(start, OptionalInt.of(offset), batchSize), inBatch);
                    start = offset;
                    inBatch = 0;
                }
                see(row.value());
                inBatch++;
            }
        }
        if (inBatch > 0) {
            emit(new Slice.ByOffset(start, OptionalInt.empty(), batchSize), inBatch);
        }
        return count(listing, listing.steady() ? listing.missing() : missingOnSecondLook(fetch), name);
    }

    /**
     * A listing whose total changed meanwhile may have moved records from one page to another: whatever was missed is in
     * the slices all the same, but was not seen. One that says the same once more is as it is.
     */
    private Optional<String> missingOnSecondLook(Listing.Fetch fetch) {
        Listing listing = Listing.byOffset(fetch, SliceReader.IDENTITY, 0, pageSize);
        long before = entries;
        for (Optional<List<Listing.Row>> rows = listing.next(MOST); rows.isPresent(); rows = listing.next(MOST)) {
            for (Listing.Row row : rows.get()) {
                ListedEntry.originId(entityType, row.value()).filter(keys::add).ifPresent(id -> {
                    entries++;
                    survey.accept(row.value());
                    sink.listed(entityType, id);
                });
            }
        }
        return entries == before && listing.saidEnd() ? Optional.empty() : listing.missing();
    }

    private void see(JsonNode entry) {
        entries++;
        Optional<String> id = ListedEntry.originId(entityType, entry);
        id.ifPresent(origin -> {
            twice += keys.add(origin) ? 0 : 1;
            sink.listed(entityType, origin);
        });
        if (id.isPresent()) {
            survey.accept(entry);
        }
    }

    private long count(Listing listing, Optional<String> missing, String name) {
        missing.ifPresent(evidence -> sink.finding(new Finding(
                "LISTING_INCOMPLETE",
                Severity.ERROR,
                entityType,
                name,
                null,
                evidence,
                "Zephyr Scale promised more records than it listed. What it listed is moved; run again, and if this stays,"
                        + " compare with the product and ask its support.")));
        long promised = missing.isPresent() ? listing.total().orElse(0) : 0;
        return Math.max(promised, entries) - twice;
    }

    private void emit(Slice slice, int expected) {
        ObjectNode cursor = slice.toCursor();
        cursor.setAll(remarks);
        sink.batch(new BatchSpec(entityType, cursor, expected, slice.stable()));
    }
}
