package io.drover.benchmarks;

import io.drover.api.Books;
import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What a run showed.
 *
 * @param warmedUp cases that were moved before
 * @param execution as it ended
 * @param sandbox what the sandbox counted meanwhile
 * @param sizes what is left on the disk, the warm-up's included
 */
record BenchResult(
        Setup setup,
        long warmedUp,
        Execution execution,
        BenchSandbox.Counts sandbox,
        ProcessMeter.Reading reading,
        DecisionTimes.Reading decisions,
        Sizes sizes) {

    Books books() {
        return Migrations.books(execution);
    }

    double casesPerSecond() {
        return books().extracted() / seconds();
    }

    double requestsPerSecond() {
        return (sandbox.zephyr() + sandbox.qtest()) / seconds();
    }

    /** Processor seconds of all processes per 1,000 cases, which is the same as milliseconds per case. */
    double cpuPer1000() {
        return cpuPer1000(reading.totalCpu());
    }

    double cpuPer1000(Duration cpu) {
        return cpu.toMillis() / (double) Math.max(1, books().extracted());
    }

    String busierSide() {
        return sandbox.zephyr() > sandbox.qtest() ? "zephyr" : "qtest";
    }

    /** How much of what the latency and the concurrency allow the busier side had; empty without latency. */
    OptionalDouble percentOfAllowed() {
        double busier = Math.max(sandbox.zephyr(), sandbox.qtest()) / seconds();
        return setup.allowedPerSecond().isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(100 * busier / setup.allowedPerSecond().getAsInt());
    }

    /** What is wrong with it: a run with anything wrong proves nothing. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        if (execution.state() != ExecutionStatus.SUCCESS) {
            faults.add("the execution ended " + Migrations.failure(execution) + "; findings: " + execution.findings());
        }
        if (!execution.balances()) {
            faults.add("the books do not balance: " + execution.books());
        }
        if (books().extracted() != setup.allCases()) {
            faults.add(books().extracted() + " of " + setup.allCases() + " cases were extracted");
        }
        if (sandbox.testCases() != books().loaded() || sandbox.duplicates() != 0) {
            faults.add("the target has " + sandbox.testCases() + " cases, " + sandbox.duplicates()
                    + " of them twice; the books say " + books().loaded());
        }
        return faults;
    }

    private double seconds() {
        return Math.max(1, execution.durationMs()) / 1000.0;
    }
}
