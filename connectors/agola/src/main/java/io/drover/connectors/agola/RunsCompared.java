package io.drover.connectors.agola;

import io.drover.connectors.agola.convert.AscendingIds;
import java.io.IOException;

/** Runs that an export holds beside runs that are listed, both ascending. */
final class RunsCompared {

    private final AscendingIds.Reader exported;
    private long unlisted;
    private String firstUnlisted = "";

    RunsCompared(AscendingIds.Reader exported) {
        this.exported = exported;
    }

    /** The next run of the list; says whether the export holds it. */
    boolean next(String listed) throws IOException {
        String id = exported.current();
        while (id != null && id.compareTo(listed) < 0) {
            unlisted(id);
            id = exported.current();
        }
        boolean held = listed.equals(id);
        if (held) {
            exported.advance();
        }
        return held;
    }

    /** After the last run of the list. */
    void end() throws IOException {
        for (String id = exported.current(); id != null; id = exported.current()) {
            unlisted(id);
        }
    }

    private void unlisted(String id) throws IOException {
        if (unlisted++ == 0) {
            firstUnlisted = id;
        }
        exported.advance();
    }

    /** How many runs of the export are not in the list. */
    long unlisted() {
        return unlisted;
    }

    String firstUnlisted() {
        return firstUnlisted;
    }
}
