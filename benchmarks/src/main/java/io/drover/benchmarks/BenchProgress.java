package io.drover.benchmarks;

import io.drover.cli.view.Figures;
import java.io.PrintWriter;
import java.time.Duration;

/** Says on standard error what is going on, seldom. After Ctrl-C it is silent. */
final class BenchProgress {

    private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

    private final PrintWriter err;
    private long last = System.nanoTime();
    private volatile boolean interrupted;

    BenchProgress(PrintWriter err) {
        this.err = err;
    }

    void say(String line) {
        if (!interrupted) {
            err.println(line);
            err.flush();
        }
    }

    /** The last words. */
    void interrupt() {
        say("\nEnding all processes ...");
        interrupted = true;
    }

    /** Says what is waited for, waits, and says how long it took. */
    void during(String what, Runnable waiting) {
        long start = System.nanoTime();
        waiting.run();
        say("Started " + what + " in " + Figures.time(Duration.ofNanos(System.nanoTime() - start)) + ".");
    }

    void show(String what, long loaded, long cases) {
        if (System.nanoTime() - last > BETWEEN_LINES.toNanos()) {
            last = System.nanoTime();
            say("  " + what + ": " + Figures.count(loaded) + " of " + Figures.count(cases) + " cases are loaded.");
        }
    }
}
