package io.drover.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** In the help only: the launcher runs the tests from the sources. */
@Command(
        name = "test",
        description = {
            "Builds Drover and runs every test; arguments go to Maven.",
            "--faults all|chaos|soak [--seed N]: things go wrong on purpose, see docs/reliability.md."
        })
final class TestCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new BadInputException("Start the tests with ./drover test, in a checkout.");
    }
}
