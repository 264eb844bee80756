package com.example.csv;

import io.drover.spi.Connection;
import io.drover.spi.Connector;
import io.drover.spi.Descriptor;
import io.drover.spi.EntityType;
import io.drover.spi.Role;
import io.drover.spi.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Test cases in a CSV file that the workers can read. */
public final class CsvConnector implements Connector {

    static final String ID = "csv";
    static final String TITLE = "CSV file";

    @Override
    public Descriptor descriptor() {
        return new Descriptor(
                ID,
                TITLE,
                Set.of(Role.SOURCE),
                List.of(EntityType.read(CsvRow.FOLDER, "Folders"), EntityType.read(CsvRow.TEST_CASE, "Test cases", CsvRow.FOLDER)),
                List.of("file"),
                CsvSettings.DECLARED.schema(),
                CsvSettings.DECLARED.secrets());
    }

    @Override
    public Source openSource(Connection connection) {
        CsvSettings settings = CsvSettings.DECLARED.read(TITLE, connection.settings());
        return new CsvSource(new CsvFile(Path.of(settings.file())));
    }
}
