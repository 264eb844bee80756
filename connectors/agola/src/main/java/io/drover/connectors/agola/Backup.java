package io.drover.connectors.agola;

import io.drover.connectors.agola.convert.Service;
import io.drover.spi.Task;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * Keeps what the target holds: read to its end, counted, and taken a second time to be sure that it is all. Of an empty database the
 * backup is an empty file.
 */
final class Backup {

    private static final String FILE = "backup";

    private final Services services;

    Backup(Services services) {
        this.services = services;
    }

    private record Taken(Copying.Content content, Map<String, Long> counts) {}

    void run(Service service, Task task) throws IOException {
        ServiceAddress api = services.first(service);
        // Not closed when anything fails: then it is no file.
        OutputStream file = task.create(FILE);
        Taken taken = api.export(body -> {
            Copying copying = new Copying(body, file);
            Map<String, Long> counts = ExportRows.count(service, copying, "The export of " + api.from());
            return new Taken(copying.content(), counts);
        });
        Copying.Content again = api.export(Copying::through);
        if (!again.equals(taken.content())) {
            throw AgolaFailures.external(
                    "EXPORT_UNSTEADY",
                    "Two exports of " + api.from() + ", one after the other, are not the same ("
                            + taken.content().bytes()
                            + " and " + again.bytes() + " bytes), so it is no backup. Keep everybody else away from the"
                            + " service, then take it again.");
        }
        file.close();
        taken.counts().forEach((kind, count) -> task.total("present." + kind, count));
        task.fact("sha256", taken.content().sha256());
        task.fact("bytes", String.valueOf(taken.content().bytes()));
    }
}
