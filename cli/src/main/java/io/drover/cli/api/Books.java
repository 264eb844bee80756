package io.drover.cli.api;

/**
 * The counts of one step at every gate, in records.
 *
 * @param verified loaded records that were read back and found equal
 * @param different loaded records that were read back and found different
 */
public record Books(
        long extracted, long loaded, long skipped, long rejected, long dropped, long verified, long different) {

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
