package io.drover.sandbox.agola;

import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.faults.Rules;

/** What a service can be made to do wrong. */
public enum AgolaFault implements Rules.Named {
    /** The export ends at byte {@code at} with the connection, without a last chunk. */
    EXPORT_ABORTED("exportAborted"),
    /** The export ends after {@code at} objects as if that were all of it. */
    EXPORT_CUT("exportCut"),
    /** The export is 200 with no body. */
    EXPORT_EMPTY("exportEmpty"),
    /** The export is answered 500. */
    EXPORT_FAILS("exportFails"),
    /** The export is 200 with a page of HTML, as a proxy sends it. */
    EXPORT_HTML("exportHtml"),
    /** After byte {@code at} of the export nothing comes any more; the connection stays open. */
    EXPORT_STALLS("exportStalls"),
    /** The import drops the tables, reads the body, loads nothing and answers 500. */
    IMPORT_FAILS("importFails"),
    /** The import drops the tables and closes the connection when it got {@code at} bytes, or half of the body for 0. */
    IMPORT_BREAKS("importBreaks"),
    /** The import drops the tables, reads the body and then waits until the fault is lifted. */
    IMPORT_STALLS("importStalls"),
    /** The import succeeds, but its connection is closed instead of an answer. */
    IMPORT_ANSWER_LOST("importAnswerLost"),
    /** A list has at most {@code at} items a page, whatever its limit says. */
    LIST_CAPPED("listCapped"),
    /** A page after the first has no items, though there are some. */
    LIST_EMPTY("listEmpty"),
    /** A list has {@code at} items only, and then ends as if these were all. */
    LIST_ENDS("listEnds"),
    /** A list is 200 with a page of HTML. */
    LIST_HTML("listHtml"),
    /** A page after the first is the page that was answered before. */
    LIST_REPEATED("listRepeated"),
    /** The database is a PostgreSQL: an import with U+0000 in a text drops the tables, reads the body and answers 500. */
    POSTGRES("postgres"),
    /** The service does not notice that maintenance was turned on or off. */
    MAINTENANCE_UNNOTICED("maintenanceUnnoticed"),
    /** The port is closed. */
    REFUSING("refusing");

    private final String word;

    AgolaFault(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public void check(Rule rule) {
        boolean stands = this == MAINTENANCE_UNNOTICED || this == REFUSING || this == IMPORT_STALLS;
        if (stands && rule.next() > 0) {
            throw new IllegalArgumentException(word + " stands until it is lifted and knows no times");
        }
    }
}
