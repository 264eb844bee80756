package io.drover.benchmarks;

import io.drover.cli.view.Figures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Several results side by side, as a Markdown table. */
final class SeriesText {

    private SeriesText() {}

    static List<String> of(List<BenchResult> results) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("| cases | latency | duration | cases/s | requests/s | of allowed | CPU-s per 1,000 | cost per case |"
                + " peak RSS, MiB |");
        lines.add("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |");
        for (BenchResult result : results) {
            lines.add("| "
                    + String.join(
                            " | ",
                            Figures.count(result.setup().cases()),
                            result.setup().latencyMs() + " ms",
                            Figures.time(Duration.ofMillis(result.execution().durationMs())),
                            ResultText.decimal(result.casesPerSecond()),
                            ResultText.decimal(result.requestsPerSecond()),
                            result.percentOfAllowed().isEmpty()
                                    ? "–"
                                    : Math.round(result.percentOfAllowed().getAsDouble()) + " %",
                            ResultText.decimal(result.cpuPer1000()),
                            "× "
                                    + ResultText.decimal(result.cpuPer1000()
                                            / smallest(results, result).cpuPer1000()),
                            memory(result))
                    + (result.faults().isEmpty() ? " |" : " FAILED |"));
        }
        return lines;
    }

    /** The smallest project at the same latency, which the cost per case is compared with. */
    private static BenchResult smallest(List<BenchResult> results, BenchResult result) {
        return results.stream()
                .filter(other -> other.setup().latencyMs() == result.setup().latencyMs())
                .min(Comparator.comparingInt(other -> other.setup().cases()))
                .orElse(result);
    }

    private static String memory(BenchResult result) {
        return result.reading().peakMiB().entrySet().stream()
                .map(peak -> peak.getKey() + " " + ResultText.mib(peak.getValue()))
                .collect(Collectors.joining(", "));
    }
}
