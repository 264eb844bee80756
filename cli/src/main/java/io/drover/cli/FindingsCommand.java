package io.drover.cli;

import io.drover.api.Finding;
import io.drover.cli.api.DroverClient;
import io.drover.cli.view.Plain;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Names the records that findings are about. */
@Command(
        name = "findings",
        description = {
            "Shows what was found about single records: what was lost, changed or refused, and what to do.",
            "At most 1,000; the evidence bundle has all. With -o json: one object per line."
        })
final class FindingsCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private WhichExecution which = new WhichExecution();

    @Option(names = "--step", paramLabel = "STEP", description = "Only of this step.")
    private @Nullable String step;

    @Option(names = "--code", paramLabel = "CODE", description = "Only with this code, for example RUN_NOT_ARCHIVED.")
    private @Nullable String code;

    FindingsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (DroverClient client = session.client()) {
            String execution = which.find(client).id();
            client.findings(
                    execution,
                    step,
                    code,
                    line -> session.print(session.isJson() ? line : text(DroverClient.finding(line))));
        }
        return ExitCode.BALANCED;
    }

    static String text(Finding finding) {
        return Stream.of(
                        String.format("%-24s", finding.code()),
                        finding.kind() + " " + finding.subject(),
                        finding.field(),
                        finding.evidence(),
                        finding.advice())
                .filter(Objects::nonNull)
                .map(Plain::text)
                .collect(Collectors.joining("  "));
    }
}
