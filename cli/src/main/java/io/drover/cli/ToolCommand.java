package io.drover.cli;

import io.drover.cli.local.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The tools that a connector brings, in the help only: the launcher runs them, which needs no server. */
@Command
final class ToolCommand implements Callable<Integer> {

    private final String connector;

    private ToolCommand(String connector) {
        this.connector = connector;
    }

    /** A command for each connector that has a file {@code tools}, whose lines are a name and what it does. */
    static void addAll(CommandLine drover, Checkout checkout) {
        checkout.beside("connectors", "tools").forEach((connector, file) -> {
            CommandLine command = new CommandLine(new ToolCommand(connector));
            command.getCommandSpec()
                    .name(connector)
                    .usageMessage()
                    .description(lines(file).stream()
                            .map(tool -> connector + " " + tool.replaceFirst("\\s+", " ") + ".")
                            .toArray(String[]::new));
            drover.addSubcommand(command);
        });
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Integer call() {
        throw new BadInputException("Start its tools with ./drover " + connector + " TOOL.");
    }
}
