package io.drover.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** In the help only: the launcher runs the sandbox's own program. */
@Command(
        name = "sandbox",
        description = "Starts look-alikes of systems, to try migrations on (sandbox --help says which).")
final class SandboxCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new BadInputException("Start the sandbox with ./drover sandbox, in a checkout.");
    }
}
