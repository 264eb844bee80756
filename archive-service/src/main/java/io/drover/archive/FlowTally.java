package io.drover.archive;

import io.drover.api.JournalLine;
import io.drover.contracts.BatchId;
import io.drover.contracts.Phase;
import io.drover.staging.Manifest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Puts the course of the execution together: when batches ran, from the journal (from their command to their result), and how many records they had, from their manifests. Memory grows with batches, about
 * two hundred bytes each.
 */
final class FlowTally {

    private static final long[] NICE_MS = {
        50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000
    };
    private static final int WANTED_BUCKETS = 60;

    private final Map<String, Span> batches = new HashMap<>();

    void add(JournalLine line) {
        String step = line.step();
        boolean told = line.what().equals(JournalLine.ISSUED) || line.what().equals(JournalLine.DONE);
        if (!told || step == null || line.phase() == null || line.batch() == null) {
            return;
        }
        Phase phase = Phase.valueOf(line.phase().toUpperCase(Locale.ROOT));
        String key = step + '/' + phase + '/' + BatchId.parse(line.batch()).number();
        batches.computeIfAbsent(key, k -> new Span(phase, line.at())).add(line);
    }

    /** Says how many records a batch had. Comes after the journal. */
    void records(BatchId batch, Manifest manifest) {
        Span span = batches.get(batch.step() + '/' + batch.phase() + '/' + batch.number());
        if (span != null) {
            Map<String, Long> counts = manifest.counts();
            span.records = Math.max(counts.getOrDefault("in", 0L), counts.getOrDefault("out", 0L));
        }
    }

    /** The records of each phase, laid over the time between {@code start} and {@code end}. */
    Flow flow(Instant start, Instant end) {
        long bucket = bucketMs(Duration.between(start, end).toMillis());
        int buckets = (int) (Duration.between(start, end).toMillis() / bucket) + 1;
        Map<Phase, double[]> records = new EnumMap<>(Phase.class);
        for (Span batch : batches.values()) {
            if (batch.records > 0) {
                spread(batch, start, bucket, records.computeIfAbsent(batch.phase, phase -> new double[buckets]));
            }
        }
        List<Flow.Row> rows = new ArrayList<>();
        records.forEach((phase, row) -> rows.add(row(phase, row, bucket)));
        return new Flow(bucket, rows);
    }

    private static Flow.Row row(Phase phase, double[] records, long bucketMs) {
        List<Double> perSecond = Arrays.stream(records)
                .mapToObj(n -> Math.round(n * 10_000 / bucketMs) / 10.0)
                .toList();
        double peak = perSecond.stream().mapToDouble(Double::doubleValue).max().orElse(0);
        return new Flow.Row(phase, Math.round(Arrays.stream(records).sum()), peak, perSecond);
    }

    /** Lays a batch's records evenly over the time that it ran. */
    private static void spread(Span batch, Instant start, long bucketMs, double[] row) {
        double from = clamp(Duration.between(start, batch.start).toMillis() / (double) bucketMs, row.length);
        double to = clamp(Duration.between(start, batch.end).toMillis() / (double) bucketMs, row.length);
        double width = Math.max(to - from, 1e-3);
        for (int i = (int) from; i < row.length && i <= to; i++) {
            double part = Math.min(i + 1, from + width) - Math.max(i, from);
            row[i] += batch.records * Math.max(part, 0) / width;
        }
    }

    private static double clamp(double bucket, int buckets) {
        return Math.min(Math.max(bucket, 0), buckets - 1e-2);
    }

    private static long bucketMs(long totalMs) {
        for (long nice : NICE_MS) {
            if (totalMs / nice <= WANTED_BUCKETS) {
                return nice;
            }
        }
        return Math.ceilDiv(totalMs, WANTED_BUCKETS);
    }

    /** The time of a batch. */
    static final class Span {
        private final Phase phase;
        private Instant start;
        private Instant end;
        private long records;

        Span(Phase phase, Instant at) {
            this.phase = phase;
            this.start = at;
            this.end = at;
        }

        /** A batch that had to be tried again ran from the last command on. */
        private void add(JournalLine line) {
            if (line.what().equals(JournalLine.ISSUED)) {
                start = line.at();
            }
            end = line.at().isAfter(end) ? line.at() : end;
        }
    }
}
