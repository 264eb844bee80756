package io.drover.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a run left on the disk, in bytes.
 *
 * @param tables of PostgreSQL with their indexes, by schema and name
 * @param topics of Kafka, all partitions
 * @param staging bytes of the staging store
 * @param stagedFiles how many these are
 */
record Sizes(Map<String, Long> tables, Map<String, Long> topics, long staging, long stagedFiles) {

    static final Sizes NONE = new Sizes(Map.of(), Map.of(), 0, 0);

    /** @param data the folder of the embedded servers */
    static Sizes of(Path data, BenchReceipts database) {
        Map<String, Long> topics = new TreeMap<>();
        long[] staged = new long[2];
        try (Stream<Path> files = Files.walk(data)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                String folder = file.getName(file.getNameCount() - 2).toString();
                long bytes = size(file);
                if (file.startsWith(data.resolve("staging"))) {
                    staged[0] += bytes;
                    staged[1]++;
                } else if (folder.matches("drover\\..+-\\d+") && file.toString().endsWith(".log")) {
                    topics.merge(folder.substring(0, folder.lastIndexOf('-')), bytes, Long::sum);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("What the run left cannot be measured", e);
        }
        return new Sizes(database.tables(), topics, staged[0], staged[1]);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (NoSuchFileException e) {
            return 0; // gone meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
