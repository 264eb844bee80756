package io.drover.connectors.agola.convert;

import io.drover.connectors.agola.convert.ConversionException.Reason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Why an export that was looked at to its end is not converted. */
final class Refusals {

    /** More bad records than this, and it is the export that is damaged and not a record. */
    private static final long MOST = 100;

    private final ConversionReport report;
    private @Nullable ConversionException first;
    private long records;

    Refusals(ConversionReport report) {
        this.report = report;
    }

    /**
     * Takes note of a record that cannot be read.
     *
     * @throws ConversionException when there is no use in reading on
     */
    void add(OldEntry entry, String place, ConversionException why) throws ConversionException {
        if (!why.reason().ofOneRecord()) {
            throw why;
        }
        report.unreadable(entry, place, why);
        records++;
        if (first == null) {
            first = new ConversionException(why.reason(), place + ": " + why.getMessage());
        }
        if (records == MOST) {
            throw new ConversionException(
                    first.reason(),
                    first.getMessage() + " It is the first of " + MOST + ", and no more were looked at.");
        }
    }

    /** What ended the conversion: that a part is missing may only be what follows from a record that could not be read. */
    ConversionException orIfItFollows(ConversionException end) {
        ConversionException refusal = refusal();
        return end.reason() == Reason.INCOMPLETE && refusal != null && any() ? refusal : end;
    }

    boolean any() {
        return records > 0;
    }

    /** Nothing when all could be converted. */
    @Nullable
    ConversionException refusal() {
        if (first != null) {
            return records == 1
                    ? first
                    : new ConversionException(
                            first.reason(),
                            first.getMessage() + " It is the first of " + records + "; each has a finding.");
        }
        long texts = report.notStorable();
        return texts == 0
                ? null
                : new ConversionException(
                        Reason.TEXT_NOT_STORABLE,
                        String.format(
                                Locale.ROOT,
                                "%d texts have U+0000 or half a surrogate pair, the first at %s. A PostgreSQL"
                                        + " database refuses them after the import has dropped its tables."
                                        + " Correct them in v0.7, or replace such characters by U+FFFD: the"
                                        + " source's setting \"nul: replace\", or --nul replace.",
                                texts,
                                report.firstNotStorable()));
    }
}
