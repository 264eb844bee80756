package io.drover.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The table of cells, a line as each is done. */
final class FaultReport {

    private final Path file;
    private boolean begun;

    FaultReport(Path file) {
        this.file = file;
    }

    void add(Cell cell, Figures figures) throws IOException {
        write(figures.row(cell));
    }

    void failed(Cell cell, Throwable why) throws IOException {
        String first =
                String.valueOf(why.getMessage()).strip().lines().findFirst().orElse("");
        write("| " + cell.fault() + " | " + cell.place() + " | **failed**: " + first + " |");
    }

    private void write(String row) throws IOException {
        if (!begun) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, Figures.HEAD);
            begun = true;
        }
        System.out.println(row);
        Files.writeString(file, row + "\n", StandardOpenOption.APPEND);
    }
}
