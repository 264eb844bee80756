package io.drover.connectors.agola;

import io.drover.connectors.agola.RowReader.Head;
import java.io.IOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares what was imported with what is exported, row by row: both have the order of kinds, and within a kind of ids. */
final class ExportComparison {

    /** That of an export. */
    static final Comparator<Head> ORDER = Comparator.<Head>comparingInt(
                    head -> Table.of(head.kind()).map(Table::ordinal).orElse(Integer.MAX_VALUE))
            .thenComparing(Head::kind)
            .thenComparing(Head::id);

    private final Map<String, Long> same = new HashMap<>();
    private long different;
    private long missing;
    private long foreign;
    private @Nullable String first;

    /** Reads both to their ends. */
    void compare(RowReader imported, RowReader exported) throws IOException {
        Head left = imported.nextHead();
        Head right = exported.nextHead();
        while (left != null || right != null) {
            int order = left == null ? 1 : right == null ? -1 : ORDER.compare(left, right);
            if (order == 0 && left != null) {
                equal(left, imported, exported);
            } else if (order < 0) {
                missing++;
                note("row " + imported.number() + " of the file, " + left + ", is missing");
            } else {
                foreign++;
                note("row " + exported.number() + " of the export, " + right + ", was not imported");
            }
            left = order <= 0 ? imported.nextHead() : left;
            right = order >= 0 ? exported.nextHead() : right;
        }
    }

    private void equal(Head head, RowReader imported, RowReader exported) {
        if (imported.sameBytes(exported)) {
            same.merge(head.kind(), 1L, Long::sum);
        } else {
            different++;
            note("row " + imported.number() + ", " + head + ", differs from its byte "
                    + imported.firstDifference(exported) + " on");
        }
    }

    private void note(String difference) {
        if (first == null) {
            first = difference;
        }
    }

    /** Names a place, never a content. */
    Optional<String> firstDifference() {
        return Optional.ofNullable(first);
    }

    /** Rows of a kind that are the same on both sides. */
    long same(String kind) {
        return same.getOrDefault(kind, 0L);
    }

    @Override
    public String toString() {
        return different + " rows are different, " + missing + " missing and " + foreign + " not imported";
    }
}
