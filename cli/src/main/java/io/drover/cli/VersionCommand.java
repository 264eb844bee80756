package io.drover.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows the version, as {@code --version} does. */
@Command(name = "version", description = "Shows the version.")
final class VersionCommand implements Callable<Integer> {

    private final Session session;

    VersionCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        session.print(List.of(new Version().getVersion()));
        return ExitCode.BALANCED;
    }
}
