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

    void run(Service service, Task task) throws IOException {
        try (Reconciliation lists = new Reconciliation()) {
            run(service, task, lists);
        }
    }

    private void run(Service service, Task task, Reconciliation lists) throws IOException {
        ServiceAddress api = services.first(service);
        // Not closed when anything fails: then it is no file.
        OutputStream file = task.create(FILE);
        TakenExport taken = api.export(body -> take(api, body, file, lists));
        taken.requireSameAgain(
                api,
                ": something still writes, or one of them was cut. Stop everything but the run service and the config"
                        + " store, then take it again.");
        String reconciled = String.join(" ", lists.compare(api, taken.counts()));
        file.close();
        taken.counts().forEach((type, count) -> task.total("in." + type, count));
        taken.tell(task);
        task.fact("reconciled", reconciled);
    }

    private static TakenExport take(ServiceAddress api, InputStream body, OutputStream file, Reconciliation lists)
            throws IOException {
        Copying copying = new Copying(body, file);
        try {
            Map<String, Long> counts = OldExport.read(api.service(), copying, lists::add);
            return new TakenExport(copying.content(), counts);
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
