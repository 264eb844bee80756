package io.drover.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows the help of a command, as {@code COMMAND --help} does. */
@Command(name = "help", description = "Shows the help of a command, for example help connections check.")
final class HelpCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", description = "The command. Default: the list of all.")
    private List<String> words = new ArrayList<>();

    @Override
    public Integer call() {
        CommandLine command = spec.parent().commandLine();
        for (String word : words) {
            CommandLine next = command.getSubcommands().get(word);
            if (next == null) {
                throw new BadInputException(
                        "There is no command \"" + String.join(" ", words) + "\". See all of them with: drover help");
            }
            command = next;
        }
        command.usage(spec.commandLine().getOut());
        return ExitCode.BALANCED;
    }
}
