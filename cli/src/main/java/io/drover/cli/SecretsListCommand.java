package io.drover.cli;

import io.drover.api.StoredSecret;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import io.drover.cli.view.Figures;
import io.drover.cli.view.Plain;
import io.drover.cli.view.TextTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the server's secrets, without their values. */
@Command(
        name = "list",
        description = "Lists the secrets that the server holds: name, what each is for, and when it was stored. Never a"
                + " value.")
final class SecretsListCommand implements Callable<Integer> {

    private final Session session;

    SecretsListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (DroverClient client = session.client()) {
            List<StoredSecret> secrets = client.secrets();
            if (session.isJson()) {
                session.print(ApiJson.write(secrets));
            } else if (secrets.isEmpty()) {
                session.print("The server holds no secret.");
            } else {
                session.print(table(secrets));
            }
        }
        return ExitCode.BALANCED;
    }

    private static List<String> table(List<StoredSecret> secrets) {
        TextTable table = new TextTable("NAME", "CONNECTOR", "ADDRESS", "STORED");
        for (StoredSecret secret : secrets) {
            String connector = secret.connector();
            table.row(
                    Plain.text(secret.name()),
                    connector == null ? "none yet: store it again" : Plain.text(connector),
                    Plain.text(String.join(" ", secret.addresses())),
                    Figures.instant(secret.changedAt()));
        }
        return table.lines();
    }
}
