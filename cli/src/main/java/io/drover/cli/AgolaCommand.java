package io.drover.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** In the help only: the launcher runs the filter, which needs no server. */
@Command(
        name = "agola",
        description = "agola convert turns an export of Agola v0.7 into the import format of v0.8 and later.")
final class AgolaCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        throw new BadInputException("Start the converter with ./drover agola convert, in a checkout.");
    }
}
