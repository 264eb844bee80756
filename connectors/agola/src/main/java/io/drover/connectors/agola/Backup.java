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

    void run(Service service, Task task) throws IOException {
        ServiceAddress api = services.first(service);
        // Not closed when anything fails: then it is no file.
        OutputStream file = task.create(FILE);
        TakenExport taken = api.export(body -> {
            Copying copying = new Copying(body, file);
            Map<String, Long> counts = ExportRows.count(service, copying, "The export of " + api.from());
            return new TakenExport(copying.content(), counts);
        });
        taken.requireSameAgain(
                api, ", so it is no backup. Keep everybody else away from the service, then take it again.");
        file.close();
        taken.counts().forEach((kind, count) -> task.total("present." + kind, count));
        taken.tell(task);
    }
}
