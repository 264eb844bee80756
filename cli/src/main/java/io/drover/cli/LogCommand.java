package io.drover.cli;

import io.drover.api.JournalLine;
import io.drover.cli.api.DroverClient;
import io.drover.cli.view.Figures;
import io.drover.cli.view.Plain;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows the journal of an execution. */
@Command(name = "log", description = "Shows the journal of an execution: every decision and every accepted result.")
final class LogCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The execution. Default: the newest.")
    private @Nullable String id;

    LogCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (DroverClient client = session.client()) {
            String execution = Newest.execution(client, id).id();
            client.journal(
                    execution, line -> session.print(session.isJson() ? line : text(DroverClient.journalEntry(line))));
        }
        return ExitCode.BALANCED;
    }

    private static String text(JournalLine entry) {
        String where = Stream.of(
                        entry.step(),
                        entry.phase(),
                        entry.batch(),
                        entry.attempt() <= 1 ? null : "attempt " + entry.attempt())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(" "));
        String detail = Plain.text(entry.detail());
        return String.format(
                        "%6d  %s  %-20s  %s  %s", entry.seq(), Figures.instant(entry.at()), entry.what(), where, detail)
                .stripTrailing();
    }
}
