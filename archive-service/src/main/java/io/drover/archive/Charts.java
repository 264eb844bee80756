package io.drover.archive;

import io.drover.api.Books;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/** Geometry of the report's charts. Everything is in percent of its box, so that a chart fits a telephone and a page. */
final class Charts {

    /** What is there must be seen, however small its share. */
    private static final double THINNEST = 0.6;

    private static final int MOST_TICKS = 6;
    private static final long[] MS_STEPS = {
        1,
        2,
        5,
        10,
        20,
        50,
        100,
        200,
        500,
        1_000,
        2_000,
        5_000,
        10_000,
        15_000,
        30_000,
        60_000,
        120_000,
        300_000,
        600_000,
        1_800_000,
        3_600_000,
        7_200_000,
        14_400_000,
        43_200_000,
        86_400_000
    };

    private Charts() {}

    record Segment(String what, long count, double x, double width) {}

    record Tick(double at, String label) {}

    /** @param path of an area in a box of 100 × 100 */
    record Area(String phase, long records, double peak, String path) {}

    /** The fates of what was extracted, in a bar; empty when there was nothing. */
    static List<Segment> fates(Books books) {
        String[] what = {"created", "updated", "skipped", "rejected", "dropped", "missing"};
        long[] counts = {
            books.created(),
            books.updated(),
            books.skipped(),
            books.rejected(),
            books.dropped(),
            Math.max(0, books.missing())
        };
        double[] widths = new double[counts.length];
        double sum = 0;
        for (int i = 0; i < counts.length; i++) {
            widths[i] = counts[i] == 0 ? 0 : Math.max(THINNEST, 100.0 * counts[i] / Math.max(1, books.extracted()));
            sum += widths[i];
        }
        List<Segment> segments = new ArrayList<>();
        double x = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] > 0) {
                double width = widths[i] * 100 / sum;
                segments.add(new Segment(what[i], counts[i], round(x), round(width)));
                x += width;
            }
        }
        return segments;
    }

    /** Length of a bar of {@code part}, when {@code whole} is full. */
    static double share(long part, long whole) {
        return part <= 0 || whole <= 0 ? 0 : round(Math.max(THINNEST, Math.min(100, 100.0 * part / whole)));
    }

    static List<Tick> timeTicks(long totalMs) {
        long step = MS_STEPS[MS_STEPS.length - 1];
        for (long candidate : MS_STEPS) {
            if (totalMs / candidate <= MOST_TICKS) {
                step = candidate;
                break;
            }
        }
        return ticks(totalMs, step, Charts::time);
    }

    /** The rate at the top of the scale that {@code peak} needs: 1, 2, 3, 4, 6 or 8 times a power of ten. */
    static long ceiling(double peak) {
        long power = 1;
        while (true) {
            for (long digit : new long[] {1, 2, 3, 4, 6, 8}) {
                if (digit * power >= peak) {
                    return digit * power;
                }
            }
            power *= 10;
        }
    }

    static List<Area> areas(Flow flow, long top, long totalMs) {
        return flow.rows().stream()
                .map(row -> new Area(
                        Words.title(row.phase().word()),
                        row.records(),
                        row.peak(),
                        area(row.perSecond(), flow.bucketMs(), top, totalMs)))
                .toList();
    }

    private static String area(List<Double> values, long bucketMs, long top, long totalMs) {
        StringBuilder path = new StringBuilder("M0 100");
        for (int i = 0; i < values.size(); i++) {
            double right = Math.min(100, 100.0 * (i + 1) * bucketMs / Math.max(1, totalMs));
            path.append(" V")
                    .append(text(100 - 100 * values.get(i) / top))
                    .append(" H")
                    .append(text(right));
        }
        return path.append(" V100 Z").toString();
    }

    private static List<Tick> ticks(long total, long step, LongFunction<String> label) {
        List<Tick> ticks = new ArrayList<>();
        for (long at = 0; at <= total; at += step) {
            ticks.add(new Tick(round(100.0 * at / Math.max(1, total)), label.apply(at)));
        }
        return ticks;
    }

    private static String time(long ms) {
        if (ms == 0) {
            return "0";
        }
        if (ms % 60_000 == 0) {
            return ms % 3_600_000 == 0 ? ms / 3_600_000 + " h" : ms / 60_000 + " min";
        }
        return ms % 1_000 == 0 ? ms / 1_000 + " s" : ms < 1_000 ? ms + " ms" : text(ms / 1_000.0) + " s";
    }

    private static double round(double percent) {
        return Math.round(percent * 100) / 100.0;
    }

    private static String text(double number) {
        return BigDecimal.valueOf(round(number)).stripTrailingZeros().toPlainString();
    }
}
