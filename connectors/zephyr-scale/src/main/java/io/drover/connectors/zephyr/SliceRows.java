package io.drover.connectors.zephyr;

import io.drover.http.Listing;
import io.drover.http.Listing.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The part of a listing that a slice is, page by page. */
sealed interface SliceRows {

    /** Begins at the beginning of a slice. */
    @FunctionalInterface
    interface Opening {
        SliceRows open(Slice slice);
    }

    /** The next rows; empty when nothing came, as at the end. */
    List<Row> next();

    boolean ended();

    /** How long the answers were together. */
    long bytes();

    /** The slice that goes on after this one, when it is open and full. */
    Optional<Slice> rest();

    /** Between two ids. */
    final class ById implements SliceRows {

        private final Slice.ById slice;
        private final Listing listing;
        private int taken;
        private long last;
        private boolean ended;
        private boolean full;

        ById(Slice.ById slice, Listing listing) {
            this.slice = slice;
            this.listing = listing;
            this.last = slice.after();
        }

        @Override
        public List<Row> next() {
            List<Row> kept = new ArrayList<>();
            List<Row> rows = listing.next(Math.max(slice.size() - taken, 0) + 1).orElse(List.of());
            for (Row row : rows) {
                if (slice.upTo().isPresent() && row.place() > slice.upTo().getAsLong()) {
                    ended = true;
                    return kept;
                }
                if (slice.upTo().isEmpty() && taken == slice.size()) {
                    full = true;
                    ended = true;
                    return kept;
                }
                if (row.place() > slice.after() || slice.after() == 0) { // else without an id, and of the slice before
                    kept.add(row);
                    taken++;
                    last = Math.max(last, row.place());
                }
            }
            full = slice.upTo().isEmpty() && taken == slice.size() && !listing.ended();
            ended = rows.isEmpty()
                    || full
                    || listing.ended()
                    || (slice.upTo().isPresent() && last >= slice.upTo().getAsLong());
            return kept;
        }

        @Override
        public boolean ended() {
            return ended;
        }

        @Override
        public long bytes() {
            return listing.bytes();
        }

        @Override
        public Optional<Slice> rest() {
            return full && last > slice.after()
                    ? Optional.of(new Slice.ById(last, OptionalLong.empty(), slice.size()))
                    : Optional.empty();
        }
    }

    /** Between two offsets. */
    final class ByOffset implements SliceRows {

        private final Slice.ByOffset slice;
        private final Listing listing;
        private final int end;
        private boolean ended;

        ByOffset(Slice.ByOffset slice, Listing listing) {
            this.slice = slice;
            this.listing = listing;
            this.end = slice.endAt().orElse(slice.startAt() + slice.size());
        }

        @Override
        public List<Row> next() {
            List<Row> rows =
                    listing.next(Math.toIntExact(end - listing.place())).orElse(List.of());
            ended = rows.isEmpty() || listing.ended() || listing.place() >= end;
            return rows.stream().filter(row -> row.place() < end).toList();
        }

        @Override
        public boolean ended() {
            return ended;
        }

        @Override
        public long bytes() {
            return listing.bytes();
        }

        @Override
        public Optional<Slice> rest() {
            boolean open = slice.endAt().isEmpty() && !listing.ended() && listing.place() >= end;
            return open ? Optional.of(new Slice.ByOffset(end, OptionalInt.empty(), slice.size())) : Optional.empty();
        }
    }
}
