package io.drover.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Commands that do nothing by themselves. */
final class PlainCommands {

    private PlainCommands() {}

    /** A word before other commands; alone it shows which. */
    static CommandLine group(String name, String description, Object... commands) {
        CommandLine[] group = new CommandLine[1];
        group[0] = line(name, () -> {
            group[0].usage(group[0].getErr());
            return ExitCode.BAD_INPUT;
        });
        group[0].getCommandSpec().usageMessage().description(description).synopsisSubcommandLabel("COMMAND");
        for (Object command : commands) {
            group[0].addSubcommand(command);
        }
        return group[0];
    }

    /**
     * In the help only: the launcher runs a program of its own for it.
     *
     * @param instead what to do where it comes here all the same
     */
    static CommandLine helpOnly(String name, String instead, String... description) {
        CommandLine line = line(name, () -> {
            throw new BadInputException(instead);
        });
        line.getCommandSpec().usageMessage().description(description);
        return line;
    }

    private static CommandLine line(String name, Callable<Integer> action) {
        return new CommandLine(CommandSpec.wrapWithoutInspection(action).name(name));
    }
}
