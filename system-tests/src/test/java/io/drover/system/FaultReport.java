package io.drover.system;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;

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

    /** Puts the table in the place of an older one of this name, between the marks of a Markdown file. */
    void into(Path document, String name) throws IOException {
        String begin = "<!-- matrix: " + name + " -->";
        String end = "<!-- end of the matrix: " + name + " -->";
        // The other table's JVM may write into the document, too.
        try (FileChannel channel = FileChannel.open(document, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            String text = Files.readString(document);
            int from = text.indexOf(begin);
            int to = text.indexOf(end);
            if (!held.isValid() || from < 0 || to < from) {
                throw new IOException(document + " has no " + begin + " followed by " + end);
            }
            Files.writeString(
                    document, text.substring(0, from) + begin + "\n" + Files.readString(file) + text.substring(to));
        }
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
