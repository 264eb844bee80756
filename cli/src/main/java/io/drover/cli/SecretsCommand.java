package io.drover.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Groups what is about the server's secrets. */
@Command(
        name = "secrets",
        description = "Stores secrets on the server, and lists their names. No value can be read back.",
        synopsisSubcommandLabel = "COMMAND")
final class SecretsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.BAD_INPUT;
    }
}
