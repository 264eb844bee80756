package io.drover.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command itself: without a subcommand it shows its help. */
@Command(
        name = "drover",
        versionProvider = Version.class,
        description = "Moves test-management data from one system to another, and loses none of it.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Exit codes:",
            "  0  balanced: every record is accounted for and nothing was rejected",
            "  1  anything else",
            "  2  bad input: command line, file, token, project, port in use",
            "  3  server: no server answers, or it failed",
            "  4  finished, and some records were rejected or are different in the target",
            "  5  held: it failed past the point of no return, and a person decides what happens",
            "  6  a person must type a phrase at a terminal, and there is no terminal",
            "  130  Ctrl-C: the execution of run and watch continues, demo and up stop what they started"
        })
final class Drover implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli fills it
    private CommonOptions options;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Shows the version.")
    @SuppressWarnings("UnusedVariable") // picocli asks for it
    private boolean version;

    Drover(CommonOptions options) {
        this.options = options;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(spec.commandLine().getErr());
        return ExitCode.BAD_INPUT;
    }
}
