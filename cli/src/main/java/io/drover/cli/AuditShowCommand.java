package io.drover.cli;

import io.drover.api.AuditEntry;
import io.drover.cli.api.DroverClient;
import io.drover.cli.view.Figures;
import io.drover.cli.view.Plain;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows the audit of an execution. */
@Command(
        name = "show",
        description = "Shows who decided what in an execution. With -o json: exactly the lines that are hashed.")
final class AuditShowCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private WhichExecution which = new WhichExecution();

    @Option(
            names = "--installation",
            description =
                    "That of the installation instead: tokens, secrets, definitions, dead letters, and who changed"
                            + " them. For administrators.")
    private boolean installation;

    AuditShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (DroverClient client = session.client()) {
            if (installation) {
                client.installationAudit(this::show);
            } else {
                client.audit(which.find(client).id(), this::show);
            }
        }
        return ExitCode.BALANCED;
    }

    private void show(String line) {
        session.print(session.isJson() ? line : text(DroverClient.auditEntry(line)));
    }

    private static String text(AuditEntry entry) {
        String rest = Stream.of(Plain.text(entry.step()), Plain.text(entry.detail()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("  "));
        return String.format(
                        "%6d  %s  %-16s  %-20s  %s",
                        entry.seq(),
                        Figures.instant(entry.at()),
                        Plain.text(entry.who()),
                        Plain.text(entry.what()),
                        rest)
                .stripTrailing();
    }
}
