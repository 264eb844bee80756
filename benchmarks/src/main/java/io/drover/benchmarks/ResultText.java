package io.drover.benchmarks;

import io.drover.cli.view.Figures;
import io.drover.cli.view.TextTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** A result for people. */
final class ResultText {

    /** Above this, other programs have slowed the run down. */
    private static final int BUSY_PERCENT = 10;

    private ResultText() {}

    static List<String> of(BenchResult result, Machine machine) {
        Setup setup = result.setup();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add((setup.executions() == 1 ? "" : setup.executions() + " executions of ")
                + Figures.count(setup.cases()) + " test cases"
                + (setup.calls().isEmpty()
                        ? ""
                        : " (" + Figures.count(setup.calls().getAsInt()) + " call others)")
                + ", " + setup.latencyMs() + " ms latency, concurrency "
                + setup.concurrency() + ", Drover in " + setup.layout()
                + (setup.layout() == Layout.one ? " process" : " processes")
                + (setup.jfr() ? ", with a flight recording" : ""));
        lines.add("  warm-up    " + warmUp(result));
        lines.add("  duration   "
                + Figures.time(Duration.ofMillis(result.execution().durationMs())));
        lines.add("  cases      " + decimal(result.casesPerSecond()) + " a second");
        lines.add("  requests   " + decimal(result.requestsPerSecond()) + " a second" + allowed(result));
        lines.add("  cost       " + decimal(result.cpuPer1000()) + " CPU-seconds per 1,000 cases = CPU-ms per case");
        lines.add("  outcome    " + outcome(result));
        DecisionTimes.Reading decided = result.decisions();
        lines.add("  decisions  " + Figures.count(decided.count()) + ": half took at most " + decimal(decided.p50())
                + " ms, 99 % at most " + decimal(decided.p99()) + " ms, the longest " + decimal(decided.longest())
                + " ms");
        lines.add("  machine    " + machine + others(result.reading().othersPercent()));
        lines.add("");
        TextTable table = new TextTable("process", "CPU-s per 1,000", "peak RSS MiB");
        result.reading()
                .cpu()
                .forEach((name, cpu) -> table.row(
                        name,
                        decimal(result.cpuPer1000(cpu)),
                        mib(result.reading().peakMiB().get(name))));
        table.row("all", decimal(result.cpuPer1000()), mib(totalPeak(result)));
        table.lines().forEach(line -> lines.add("  " + line));
        lines.add("");
        sizes(result.sizes()).lines().forEach(line -> lines.add("  " + line));
        return lines;
    }

    /** The warm-up's included. */
    private static TextTable sizes(Sizes sizes) {
        TextTable table = new TextTable("left behind", "MiB");
        sizes.tables().forEach((name, bytes) -> table.row("table " + name, mebibytes(bytes)));
        sizes.topics().forEach((name, bytes) -> table.row("topic " + name, mebibytes(bytes)));
        table.row("staging, " + Figures.count(sizes.stagedFiles()) + " files", mebibytes(sizes.staging()));
        return table;
    }

    private static String mebibytes(long bytes) {
        return decimal(bytes / 1048576.0);
    }

    static String decimal(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%,.2f" : value < 100 ? "%,.1f" : "%,.0f", value);
    }

    private static String warmUp(BenchResult result) {
        return result.warmedUp() == 0
                ? "none: the figures hold the start of cold JVMs"
                : Figures.count(result.warmedUp())
                        + " cases were moved before and are not counted (--warmup 0: without)";
    }

    private static String allowed(BenchResult result) {
        if (result.percentOfAllowed().isEmpty()) {
            return "";
        }
        return "; " + result.busierSide() + " had "
                + decimal(result.percentOfAllowed().getAsDouble()) + " % of the "
                + Figures.count(result.setup().allowedPerSecond().getAsInt()) + " that are allowed";
    }

    private static String outcome(BenchResult result) {
        List<String> faults = result.faults();
        return faults.isEmpty()
                ? "SUCCESS; the books balance, and the target has "
                        + Figures.count(result.sandbox().testCases()) + " cases, none twice"
                : "FAILED: " + String.join("; ", faults);
    }

    private static String others(int percent) {
        return percent < BUSY_PERCENT
                ? ""
                : "\n             busy: other programs took " + percent + " % of it, so the rates mean little";
    }

    private static OptionalLong totalPeak(BenchResult result) {
        return result.reading().peakMiB().values().stream().anyMatch(OptionalLong::isEmpty)
                ? OptionalLong.empty()
                : OptionalLong.of(result.reading().peakMiB().values().stream()
                        .mapToLong(peak -> peak.orElse(0))
                        .sum());
    }

    static String mib(@org.jspecify.annotations.Nullable OptionalLong mib) {
        return mib == null || mib.isEmpty() ? "n/a" : Figures.count(mib.getAsLong());
    }
}
