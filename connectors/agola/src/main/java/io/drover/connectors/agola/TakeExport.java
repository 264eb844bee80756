package io.drover.connectors.agola;

import io.drover.connectors.agola.convert.ConversionException;
import io.drover.connectors.agola.convert.OldExport;
import io.drover.connectors.agola.convert.Service;
import io.drover.spi.ConnectorException;
import io.drover.spi.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/**
 * Takes the export of a v0.7 service. One that was cut between two objects and ended properly looks like a whole one, so it is taken
 * twice, and counted against what the service lists.
 */
final class TakeExport {

    private static final String FILE = "export";

    private final Services services;

    TakeExport(Services services) {
        this.services = services;
    }

    private record Taken(Copying.Content content, Map<String, Long> counts) {}

    void run(Service service, Task task) throws IOException {
        try (Reconciliation lists = new Reconciliation()) {
            run(service, task, lists);
        }
    }

    private void run(Service service, Task task, Reconciliation lists) throws IOException {
        ServiceAddress api = services.first(service);
        // Not closed when anything fails: then it is no file.
        OutputStream file = task.create(FILE);
        Taken taken = api.export(body -> take(api, body, file, lists));
        Copying.Content again = api.export(Copying::through);
        if (!again.equals(taken.content())) {
            throw AgolaFailures.external(
                    "EXPORT_UNSTEADY",
                    "Two exports of " + api.from() + ", one after the other, are not the same ("
                            + taken.content().bytes()
                            + " and " + again.bytes() + " bytes): something still writes, or one of them was cut. Stop"
                            + " everything but the run service and the config store, then take it again.");
        }
        String reconciled = String.join(" ", lists.compare(api, taken.counts()));
        file.close();
        taken.counts().forEach((type, count) -> task.total("in." + type, count));
        task.fact("sha256", taken.content().sha256());
        task.fact("bytes", String.valueOf(taken.content().bytes()));
        task.fact("reconciled", reconciled);
    }

    private static Taken take(ServiceAddress api, InputStream body, OutputStream file, Reconciliation lists)
            throws IOException {
        Copying copying = new Copying(body, file);
        try {
            Map<String, Long> counts = OldExport.read(api.service(), copying, lists::add);
            return new Taken(copying.content(), counts);
        } catch (ConversionException e) {
            throw unusable(api, e);
        }
    }

    static ConnectorException unusable(ServiceAddress api, ConversionException e) {
        return switch (e.reason()) {
            case EMPTY_INPUT ->
                AgolaFailures.external(
                        "EXPORT_EMPTY",
                        api.from()
                                + " sent an export of nothing, which v0.7 never does. An import of nothing empties the"
                                + " target. Look at the service's log, then take it again.",
                        e);
            case TRUNCATED ->
                AgolaFailures.external(
                        "EXPORT_CUT", api.from() + " sent an export that ends inside an object. " + e.getMessage(), e);
            case NOT_AN_EXPORT,
                    ALREADY_CONVERTED,
                    OTHER_SERVICE,
                    INCOMPLETE,
                    UNKNOWN_KIND,
                    UNKNOWN_VERSION,
                    UNKNOWN_WORD,
                    DUPLICATE_ID,
                    OUT_OF_ORDER,
                    BAD_ID,
                    BAD_DATA,
                    TOO_LARGE,
                    TEXT_NOT_STORABLE,
                    OUTPUT_EXISTS -> AgolaFailures.conversion("The export of " + api.from(), e);
        };
    }
}
