package io.drover.cli;

import io.drover.installation.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;

/** The tools that connectors bring, in the help only: the launcher runs them, which needs no server. */
final class Tools {

    private Tools() {}

    /** A command for each connector that has a file {@code tools}, whose lines are a name and what it does. */
    static List<CommandLine> of(Checkout checkout) {
        return checkout.beside("connectors", "tools").entrySet().stream()
                .map(tools -> PlainCommands.helpOnly(
                        tools.getKey(),
                        "Start its tools with ./drover " + tools.getKey() + " TOOL.",
                        lines(tools.getValue()).stream()
                                .map(tool -> tools.getKey() + " " + tool.replaceFirst("\\s+", " ") + ".")
                                .toArray(String[]::new)))
                .toList();
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
}
