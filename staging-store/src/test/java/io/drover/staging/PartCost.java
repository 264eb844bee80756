package io.drover.staging;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Measures what a staged line costs: writes and reads parts of 500 lines in one thread and prints CPU time per line. */
final class PartCost {

    private static final int LINES = 500;
    private static final int WARM_UP_PARTS = 400;
    private static final int PARTS = 400;

    private record Line(String kind, String id, ObjectNode body) {}

    private PartCost() {}

    public static void main(String... arguments) throws IOException {
        Path directory = Files.createTempDirectory("part-cost");
        try (DirectoryStore store = DirectoryStore.open(directory)) {
            Line[] lines = lines();
            for (int part = 0; part < WARM_UP_PARTS; part++) {
                read(store, write(store, lines));
            }
            long writing = 0;
            long reading = 0;
            Manifest.Part last = write(store, lines);
            for (int part = 0; part < PARTS; part++) {
                long start = cpuNanos();
                last = write(store, lines);
                long written = cpuNanos();
                read(store, last);
                reading += cpuNanos() - written;
                writing += written - start;
            }
            System.out.printf(
                    "%d bytes a line, %d staged; CPU per line: write %.1f us, read %.1f us%n",
                    last.bytes() / LINES,
                    store.get(last.key()).orElseThrow().length / LINES,
                    writing / 1e3 / LINES / PARTS,
                    reading / 1e3 / LINES / PARTS);
            store.deleteAll("");
        } finally {
            Files.delete(directory);
        }
    }

    private static Manifest.Part write(StagingStore store, Line[] lines) throws IOException {
        PartWriter writer = PartWriter.create(store, "records", "e1/records");
        for (Line line : lines) {
            writer.write(line);
        }
        return writer.close();
    }

    private static void read(StagingStore store, Manifest.Part part) throws IOException {
        PartReader.forEach(store, part, Line.class, line -> {});
    }

    /** Of a test case's shape: half keys and HTML that repeat, half words that do not. */
    private static Line[] lines() {
        Random random = new Random(1);
        Line[] lines = new Line[LINES];
        for (int i = 0; i < LINES; i++) {
            ObjectNode body = StagedJson.mapper().createObjectNode();
            body.put("name", words(random, 6)).put("objective", "<p>" + words(random, 20) + "</p>");
            body.put("folderId", "" + i).put("priority", "High").put("status", "Approved");
            body.putObject("customFields")
                    .put("Component", words(random, 2))
                    .put("Release", 1.5)
                    .putNull("Risk");
            ObjectNode script = body.putObject("script").put("type", "steps");
            for (int step = 0; step < 5; step++) {
                script.withArray("steps")
                        .addObject()
                        .put("description", "<p>" + words(random, 10) + "</p>")
                        .put("testData", words(random, 3))
                        .put("expectedResult", "<p>" + words(random, 10) + "</p>");
            }
            lines[i] = new Line("testcase", "MM-T" + i, body);
        }
        return lines;
    }

    private static String words(Random random, int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append(Integer.toString(random.nextInt(36 * 36 * 36 * 36), 36))
                    .append(' ');
        }
        return words.toString();
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
