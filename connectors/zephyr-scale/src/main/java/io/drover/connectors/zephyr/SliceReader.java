package io.drover.connectors.zephyr;

import io.drover.http.Listing;
import io.drover.http.Listing.Row;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Reads the listed records of one slice and hands them on some megabytes at a time, each key once: what is listed last
 * counts. A slice that does not fit is therefore walked twice, first for its keys only.
 */
final class SliceReader {

    /** Records without an id are told apart by their key; what has neither is given as often as it is listed. */
    static final Listing.Identity IDENTITY =
            entry -> ListedEntry.id(entry).orElseGet(() -> entry.path("key").textValue());

    /** Bytes of answers: 250 records as they mostly are, or a few large ones. */
    private static final long ENOUGH = 4L << 20;

    private final String entityType;
    private final SliceRows.Opening opening;
    private final Consumer<List<Row>> records;
    private final Consumer<Finding> findings;
    private final Set<String> given = new HashSet<>();
    private final Set<String> passed = new HashSet<>();

    SliceReader(String entityType, SliceRows.Opening opening, Consumer<List<Row>> records, Consumer<Finding> findings) {
        this.entityType = entityType;
        this.opening = opening;
        this.records = records;
        this.findings = findings;
    }

    /** @return the slice that goes on after a full open slice */
    Optional<Slice> read(Slice slice) {
        SliceRows rows = opening.open(slice);
        List<Row> some = some(rows);
        Map<String, String> newest = new HashMap<>();
        if (rows.ended()) {
            note(some, newest);
        } else {
            for (SliceRows ahead = opening.open(slice); !ahead.ended(); ) {
                note(ahead.next(), newest);
            }
        }
        hand(some, newest);
        while (!rows.ended()) {
            hand(some(rows), newest);
        }
        passed.removeAll(given);
        if (!passed.isEmpty()) {
            throw new ConnectorException(
                    "LISTING_CHANGED",
                    FailureType.EXTERNAL,
                    "Zephyr Scale's listing changed while it was read: newer entries of " + passed
                            + " are gone again. The batch is tried again.");
        }
        return rows.rest();
    }

    private static List<Row> some(SliceRows rows) {
        List<Row> some = new ArrayList<>();
        long before = rows.bytes();
        while (!rows.ended() && rows.bytes() - before < ENOUGH) {
            some.addAll(rows.next());
        }
        return some;
    }

    private void note(List<Row> rows, Map<String, String> newest) {
        for (Row row : rows) {
            ListedEntry.originId(entityType, row.value()).ifPresent(key -> newest.put(key, identity(row)));
        }
    }

    private void hand(List<Row> rows, Map<String, String> newest) {
        List<Row> once = new ArrayList<>(rows.size());
        for (Row row : rows) {
            Optional<String> key = ListedEntry.originId(entityType, row.value());
            if (key.isEmpty()) {
                once.add(row);
            } else if (newest.getOrDefault(key.get(), identity(row)).equals(identity(row)) && given.add(key.get())) {
                once.add(row);
            } else {
                passed.add(key.get());
                findings.accept(new Finding(
                        "LISTED_TWICE",
                        Severity.WARNING,
                        entityType,
                        key.get(),
                        null,
                        "id " + identity(row) + ", and again as id " + newest.get(key.get()),
                        "Zephyr Scale lists this record more than once; what it lists last is moved."));
            }
        }
        if (!once.isEmpty()) {
            records.accept(once);
        }
    }

    private static String identity(Row row) {
        return String.valueOf(Objects.requireNonNullElse(IDENTITY.of(row.value()), row.place()));
    }
}
