package io.drover.cli.api;

/**
 * The counts of one step at every gate, in records.
 *
 * @param loaded created and updated
 * @param verified loaded records that were read back and found equal
 * @param different loaded records that were read back and found different, or not found
 * @param updated of those loaded, records that the target had already; 0 from a server that does not tell
 */
public record Books(
        long extracted,
        long loaded,
        long skipped,
        long rejected,
        long dropped,
        long verified,
        long different,
        long updated) {

    public static final Books NONE = new Books(0, 0, 0, 0, 0, 0, 0, 0);

    /** Records that the target did not have before. */
    public long created() {
        return loaded - updated;
    }

    /** Records that the target holds now. */
    public long there() {
        return loaded + skipped;
    }

    public Books plus(Books other) {
        return new Books(
                extracted + other.extracted,
                loaded + other.loaded,
                skipped + other.skipped,
                rejected + other.rejected,
                dropped + other.dropped,
                verified + other.verified,
                different + other.different,
                updated + other.updated);
    }

    /** Whether every record that was extracted is accounted for. */
    public boolean balance() {
        return extracted == loaded + skipped + rejected + dropped;
    }

    /** Whether no record has been seen. */
    public boolean isEmpty() {
        return extracted + loaded + skipped + rejected + dropped == 0;
    }

    /** Whether some record is not in the target as it should be. */
    public boolean isShort() {
        return rejected > 0 || different > 0;
    }
}
