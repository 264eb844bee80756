package io.drover.cli;

import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stores one secret. */
@Command(
        name = "set",
        description = {
            "Stores a secret, or replaces the one of that name. A file refers to it as secret:NAME.",
            "It asks for the value at the terminal and does not show it; or it reads standard input, or the file of"
                    + " --from. No option takes the value itself: other users could read it."
        })
final class SecretsSetCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "NAME", description = "Its name: letters, digits, dots, hyphens and underscores.")
    private String name;

    @Option(names = "--from", paramLabel = "FILE", description = "A file that holds the value and nothing else.")
    private @Nullable Path file;

    SecretsSetCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (DroverClient client = session.client()) {
            String value = value().strip();
            if (value.isEmpty()) {
                throw new BadInputException("The value is empty. Nothing was stored.");
            }
            client.putSecret(name, value);
            session.print(
                    ApiJson.MAPPER.createObjectNode().put("secret", name),
                    "Secret " + name + " is stored. In a file, write secret:" + name);
        }
        return ExitCode.BALANCED;
    }

    private String value() {
        if (file == null) {
            return session.person().secret("Value of " + name + ", not shown: ");
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BadInputException("The file " + file + " cannot be read.");
        }
    }
}
