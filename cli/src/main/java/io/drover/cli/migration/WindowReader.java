package io.drover.cli.migration;

import io.drover.api.Migration.MaintenanceWindow;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** Reads the maintenance window of a file. Whether it is open is the coordinator's to say, by its own clock. */
final class WindowReader {

    private static final String PATH = "maintenanceWindow";

    private final Checked file;
    private final Map<String, Position> positions;

    WindowReader(Checked file, Map<String, Position> positions) {
        this.file = file;
        this.positions = positions;
    }

    Optional<MaintenanceWindow> window() {
        positions.put(PATH, file.at(PATH));
        return file.find(PATH).map(window -> {
            OffsetDateTime from = time(PATH + ".from");
            OffsetDateTime until = time(PATH + ".until");
            if (!from.isBefore(until)) {
                throw new InputException(
                        file.at(PATH + ".until"),
                        PATH + ".until: " + until + " is not after " + from + ", where the window begins.");
            }
            return new MaintenanceWindow(from.toInstant(), until.toInstant());
        });
    }

    /** The schema has seen to the form; whether there is such a day and hour is seen here. */
    private OffsetDateTime time(String path) {
        positions.put(path, file.at(path));
        String text = file.text(path).orElseThrow();
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeParseException e) {
            throw new InputException(file.at(path), path + ": there is no such time as " + text + ".");
        }
    }
}
