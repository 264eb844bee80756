package io.drover.cli;

import picocli.CommandLine.Option;

/** Who answers for a decision; the audit keeps the name. */
final class Signature {

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "Who decides this. Default: the name you are logged in with (${DEFAULT-VALUE}).")
    private String by = "";

    String name() {
        if (by.isBlank()) {
            throw new BadInputException("--by: say who decides this.");
        }
        return by.strip();
    }

    /** A text that the audit keeps, and that says something. */
    static String said(String option, String text) {
        if (text.isBlank()) {
            throw new BadInputException(option + ": expected words, found none.");
        }
        return text.strip();
    }
}
