package io.drover.sandbox.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.sandbox.faults.Parts;
import java.util.Set;

/**
 * How a Zephyr listing gives its pages. Places and numbers count rows from 0; a change of no rows is none.
 *
 * @param cap most rows in a page; 0 for the cap of all listings
 * @param capUntold {@code maxResults} and {@code limit} repeat what was asked, although fewer rows come
 * @param omit words that the envelope does without, such as {@code next}, {@code isLast}, {@code total}
 * @param nextHost what {@code next} begins with instead of this sandbox's address; empty for that
 * @param cursorName another name for {@code nextStartAtId}; empty for that
 * @param textNumbers numbers and truth values of the envelope are strings
 * @param hiddenAt where rows begin that are passed over in silence: a page may be short or empty in the middle
 * @param gapAt where positions begin that hold no row; none is lost. Offset listings only
 * @param repeatAt where rows before it are given again: pages overlap, or one comes twice. A cursor listing does so after
 *     its first page
 * @param totalOff by how much {@code total} is too high, or too low when negative
 * @param totalDrift by how much {@code total} changes from page to page
 * @param endsAfter the listing says that it ends after so many rows; 0 for when it does
 * @param endless the last page leads to itself
 */
public record ListingForm(
        int cap,
        boolean capUntold,
        Set<String> omit,
        String nextHost,
        String cursorName,
        boolean textNumbers,
        int hiddenAt,
        int hiddenRows,
        int gapAt,
        int gapRows,
        int repeatAt,
        int repeatRows,
        int totalOff,
        int totalDrift,
        int endsAfter,
        boolean endless) {

    /** As documented. */
    public static final ListingForm PLAIN =
            new ListingForm(0, false, Set.of(), "", "", false, 0, 0, 0, 0, 0, 0, 0, 0, 0, false);

    public ListingForm {
        omit = Set.copyOf(omit);
        if (cap < 0
                || endsAfter < 0
                || Math.min(hiddenAt, hiddenRows) < 0
                || Math.min(gapAt, gapRows) < 0
                || Math.min(repeatAt, repeatRows) < 0) {
            throw new IllegalArgumentException("a listing's places and numbers of rows are at least 0");
        }
        if (repeatRows > repeatAt) {
            throw new IllegalArgumentException("repeatRows is at most repeatAt: there are no more rows before it");
        }
    }

    /**
     * @param changes what differs from {@link #PLAIN}
     * @throws IllegalArgumentException for a word that does not exist, or a bad value
     */
    public static ListingForm of(JsonNode changes) {
        return Parts.change(PLAIN, changes, "a listing's form is an object");
    }

    /** {@link #of(JsonNode)} with JSON as text. */
    public static ListingForm of(String changes) {
        return of(Parts.json(changes));
    }
}
