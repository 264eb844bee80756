package io.drover.connectors.agola;

import io.drover.connectors.agola.convert.ConversionBooks;
import io.drover.connectors.agola.convert.ConversionException;
import io.drover.connectors.agola.convert.Service;
import io.drover.spi.Task;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Exports again what was imported: it must be the same bytes, and the books of each kind must balance (docs/contracts/agola.md 1.6, 1.9). */
final class Verify {

    private static final String CONVERTED = "converted";
    private static final String EXPORT = "export";

    private final Services services;

    Verify(Services services) {
        this.services = services;
    }

    void run(Service service, Task task) throws IOException {
        ServiceAddress api = services.first(service);
        ExportComparison comparison = new ExportComparison();
        Copying.Content found;
        try (InputStream converted = task.open(CONVERTED)) {
            found = api.export(body -> {
                Copying copying = new Copying(body, OutputStream.nullOutputStream());
                comparison.compare(
                        new RowReader(converted, "The imported file"),
                        new RowReader(copying, "The export of " + api.from()));
                return copying.content();
            });
        }
        comparison.firstDifference().ifPresent(first -> {
            throw AgolaFailures.external(
                    "VERIFY_DIFFERENT",
                    "The export of " + api.from() + " is not what was imported: " + first + ". In all " + comparison
                            + ". Access must stay closed. Look at the service's log, then resume the import.");
        });
        if (!found.sha256().equals(task.sha256(CONVERTED))) {
            throw AgolaFailures.external(
                    "VERIFY_DIFFERENT",
                    "The export of " + api.from()
                            + " has the rows that were imported, but not the same bytes. Access must"
                            + " stay closed. Look at the records of this step.");
        }
        books(service, task, comparison);
        task.fact("sha256", found.sha256());
        task.fact("bytes", String.valueOf(found.bytes()));
    }

    /** What the old export held, what its conversion dropped, and what the target has. */
    private static void books(Service service, Task task, ExportComparison comparison) throws IOException {
        ConversionBooks summary = converted(service, task);
        for (Table table : Table.values()) {
            String type = table.oldType().orElse("");
            long extracted = summary.in().getOrDefault(type, 0L);
            if (table.service() != service || extracted == 0) {
                continue;
            }
            long dropped = summary.dropped().getOrDefault(type, 0L);
            long verified = comparison.same(table.kind());
            if (extracted != verified + dropped) {
                throw AgolaFailures.external(
                        "BOOKS_UNBALANCED",
                        "Of " + extracted + " records of type " + type + " in the old export, " + dropped
                                + " were dropped with a reason and " + verified
                                + " are in the target. Access must stay closed. Compare export and converted file.");
            }
            String book = "books." + type + ".";
            task.total(book + "extracted", extracted);
            task.total(book + "loaded", verified);
            task.total(book + "verified", verified);
            if (dropped > 0) {
                task.total(book + "dropped", dropped);
            }
        }
    }

    private static ConversionBooks converted(Service service, Task task) throws IOException {
        try (InputStream export = task.open(EXPORT)) {
            // Its findings were told when it was converted.
            return Convert.converter(service, task, finding -> {}).toStream(export, OutputStream.nullOutputStream());
        } catch (ConversionException e) {
            throw AgolaFailures.conversion("The export of the " + service.word(), e);
        }
    }
}
