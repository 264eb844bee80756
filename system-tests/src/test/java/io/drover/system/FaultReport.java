package io.drover.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;

/** The table of cells, a line as each is done. */
final class FaultReport {

    private static final String BEGIN = "<!-- matrix -->";
    private static final String END = "<!-- end of the matrix -->";

    private final Path file;
    private boolean begun;

    FaultReport(Path file) {
        this.file = file;
    }

    void add(Cell cell, Figures figures) throws IOException {
        write(figures.row(cell));
    }

    void failed(Cell cell, Throwable why) throws IOException {
        write("| " + cell.path() + " | " + cell.fault() + " | " + cell.place() + " | **failed**: " + inShort(why)
                + " |");
    }

    /** Without the description, which may be an execution on many lines. */
    private static String inShort(Throwable why) {
        String message = String.valueOf(why.getMessage()).strip();
        int body = message.lastIndexOf("] \n");
        return message.substring(body < 0 || !message.startsWith("[{") ? 0 : body + 2)
                .lines()
                .limit(3)
                .map(String::strip)
                .collect(Collectors.joining(" "));
    }

    /** Puts the table in the place of an older one, between the marks of a Markdown file. */
    void into(Path document) throws IOException {
        String text = Files.readString(document);
        int from = text.indexOf(BEGIN);
        int to = text.indexOf(END);
        if (from < 0 || to < from) {
            throw new IOException(document + " has no " + BEGIN + " followed by " + END);
        }
        Files.writeString(
                document, text.substring(0, from) + BEGIN + "\n" + Files.readString(file) + text.substring(to));
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
