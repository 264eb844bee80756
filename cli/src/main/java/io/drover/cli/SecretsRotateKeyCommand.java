package io.drover.cli;

import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import io.drover.api.KeyRotation;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import io.drover.installation.KeyFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Seals the server's secrets with its newest key. */
@Command(
        name = "rotate-key",
        description = {
            "Seals the server's secrets with the first key of its key file, whichever key of the file sealed them. It"
                    + " can be broken off and repeated at any time: each secret opens before and after.",
            "A new key is made with --make, and the old ones go with --forget, both in the key file, which for drover"
                    + " up is .drover/data/secret.key."
        })
final class SecretsRotateKeyCommand implements Callable<Integer> {

    private final Session session;

    @Option(names = "--make", paramLabel = "FILE", description = "Puts a new key before those of this key file, first.")
    private @Nullable Path make;

    @Option(
            names = "--forget",
            paramLabel = "FILE",
            description =
                    "Takes all keys but the first out of this key file, afterwards. Refused while an execution goes on"
                            + " or is held: its files may be sealed with them.")
    private @Nullable Path forget;

    SecretsRotateKeyCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (DroverClient client = session.client()) {
            if (forget != null) {
                refuseWhileAnythingGoesOn(client);
            }
            if (make != null) {
                KeyFile.prepend(make);
            }
            KeyRotation rotation = client.rotateKey();
            session.print(session.isJson() ? ApiJson.write(rotation) : said(rotation));
            if (!rotation.unreadable().isEmpty()) {
                return ExitCode.OTHER;
            }
            if (forget != null) {
                KeyFile.keepFirst(forget);
            }
        }
        return ExitCode.BALANCED;
    }

    private static String said(KeyRotation rotation) {
        String done = "Key " + rotation.key() + ": " + rotation.sealedAgain()
                + " secrets are sealed with it that another had" + " sealed.";
        return rotation.unreadable().isEmpty()
                ? done
                : done + "\nNo key of the file opens these; store them again: "
                        + String.join(", ", rotation.unreadable());
    }

    private static void refuseWhileAnythingGoesOn(DroverClient client) {
        List<String> under = client.executions().stream()
                .filter(execution ->
                        execution.state() == ExecutionStatus.RUNNING || execution.state() == ExecutionStatus.HELD)
                .map(Execution::id)
                .toList();
        if (!under.isEmpty()) {
            throw new BadInputException("What goes on or is held may have files that an old key sealed: "
                    + String.join(", ", under) + ". Forget the old keys when they have ended.");
        }
    }
}
