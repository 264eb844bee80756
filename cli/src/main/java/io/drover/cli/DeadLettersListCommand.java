package io.drover.cli;

import io.drover.api.DeadLetter;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import io.drover.cli.view.Figures;
import io.drover.cli.view.Plain;
import io.drover.cli.view.TextTable;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the messages that no service could read. */
@Command(name = "list", description = "Lists the messages that no service could read.")
final class DeadLettersListCommand implements Callable<Integer> {

    private static final int SHOWN = 80;

    private final Session session;

    DeadLettersListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (DroverClient client = session.client()) {
            List<DeadLetter> letters = client.deadLetters();
            if (session.isJson()) {
                session.print(ApiJson.write(letters));
            } else if (letters.isEmpty()) {
                session.print("There is no dead letter.");
            } else {
                session.print(table(letters));
            }
        }
        return ExitCode.BALANCED;
    }

    private static List<String> table(List<DeadLetter> letters) {
        TextTable table = new TextTable("PARTITION", "OFFSET", "AT", "KEY", "BYTES", "WHY", "TEXT");
        for (DeadLetter letter : letters) {
            String text = Plain.text(letter.text());
            table.row(
                    Integer.toString(letter.partition()),
                    Long.toString(letter.offset()),
                    Figures.instant(letter.at()),
                    Plain.text(letter.key()),
                    Figures.count(letter.bytes()),
                    letter.replayedAt() != null ? "put back" : Plain.text(letter.reason()),
                    text.length() > SHOWN ? text.substring(0, SHOWN) + " ..." : text);
        }
        return table.lines();
    }
}
