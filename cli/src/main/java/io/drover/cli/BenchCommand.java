package io.drover.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** In the help only: the launcher runs the benchmark from the sources. */
@Command(name = "bench", description = "Measures Drover on this machine (bench --help for its options).")
final class BenchCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new BadInputException("Start the benchmark with ./drover bench, in a checkout.");
    }
}
