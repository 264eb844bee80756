package io.drover.cli;

import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Sends a message again that nobody could read. */
@Command(name = "replay", description = "Puts a dead letter back on the topic that it is for.")
final class DeadLettersReplayCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "PARTITION", description = "Where the message is, as list shows it.")
    private int partition;

    @Parameters(index = "1", paramLabel = "OFFSET", description = "Where the message is, as list shows it.")
    private long offset;

    DeadLettersReplayCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (partition < 0 || offset < 0) {
            throw new BadInputException(
                    "A partition and an offset are 0 or more, as drover dead-letters list shows them.");
        }
        try (DroverClient client = session.client()) {
            client.replay(partition, offset);
            session.print(
                    ApiJson.MAPPER
                            .createObjectNode()
                            .put("partition", partition)
                            .put("offset", offset),
                    "Sent again: partition " + partition + ", offset " + offset + ".");
        }
        return ExitCode.BALANCED;
    }
}
