package io.drover.connectors.agola.convert;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;

/** A v0.7 export as a whole. */
public final class OldExport {

    private OldExport() {}

    /**
     * Reads an export to its end.
     *
     * @param ids is told of each record
     * @return records by data type
     * @throws ConversionException if it is not, to the very end, an export of that service
     */
    public static Map<String, Long> read(Service service, InputStream in, Ids ids)
            throws IOException, ConversionException {
        Map<String, Long> counts = new TreeMap<>();
        ExportReader reader = new ExportReader(service, in);
        for (OldEntry entry = reader.next(); entry != null; entry = reader.next()) {
            counts.merge(entry.kind().word(), 1L, Long::sum);
            ids.entry(entry.kind().word(), entry.id());
        }
        return counts;
    }
}
