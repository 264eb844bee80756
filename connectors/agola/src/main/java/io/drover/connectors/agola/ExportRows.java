package io.drover.connectors.agola;

import io.drover.connectors.agola.RowReader.Head;
import io.drover.connectors.agola.convert.Service;
import io.drover.spi.ConnectorException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/** Counts what an export of v0.8 or later holds. */
final class ExportRows {

    private ExportRows() {}

    /**
     * Reads to the end.
     *
     * @param from what is read, for messages
     * @return rows by kind
     * @throws ConnectorException when it is not whole, or has kinds of the other service
     */
    static Map<String, Long> count(Service service, InputStream in, String from) throws IOException {
        return count(service, in, from, false);
    }

    /** The same for a converted file, in which all ascends: a second row with the same id would make the import fail halfway. */
    static Map<String, Long> countAscending(Service service, InputStream in, String from) throws IOException {
        return count(service, in, from, true);
    }

    private static Map<String, Long> count(Service service, InputStream in, String from, boolean ascending)
            throws IOException {
        Map<String, Long> counts = new TreeMap<>();
        RowReader rows = new RowReader(in, from);
        Head last = null;
        while (rows.next()) {
            Head head = rows.whole();
            counts.merge(head.kind(), 1L, Long::sum);
            if (ascending && last != null && ExportComparison.ORDER.compare(last, head) >= 0) {
                throw AgolaFailures.user(
                        "OUT_OF_ORDER",
                        from + " has " + head + " after " + last
                                + ", so it is there twice or in the wrong place. Convert" + " the export again.");
            }
            last = head;
        }
        check(service, counts, from);
        return counts;
    }

    private static void check(Service service, Map<String, Long> counts, String from) {
        boolean foreign = false;
        boolean own = false;
        for (String kind : counts.keySet()) {
            Table table = Table.of(kind)
                    .orElseThrow(() -> AgolaFailures.user(
                            "UNKNOWN_KIND",
                            from + " has records of kind \"" + kind.substring(0, Math.min(40, kind.length()))
                                    + "\", which no known Agola has. Find out what they are before you continue."));
            foreign |= table.service() != service;
            own |= table.service() == service;
        }
        if (foreign && own) {
            throw AgolaFailures.user(
                    "SHARED_DATABASE",
                    from + " holds records of both services, so they share a database. Give each a database of its own:"
                            + " an import into one would drop what belongs to the other.");
        }
        if (foreign) {
            throw AgolaFailures.user(
                    "SERVICES_SWAPPED",
                    from + " holds records of the " + Services.other(service).word()
                            + ". Check that the two addresses are not swapped and that each service has its own database.");
        }
    }
}
