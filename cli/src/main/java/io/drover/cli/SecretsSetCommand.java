package io.drover.cli;

import io.drover.api.SecretValue;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import io.drover.cli.api.DroverClient.InUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
            "It is for one connector and the addresses that you name, and is sent nowhere else.",
            "It asks for the value at the terminal and does not show it; or it reads standard input, or the file of"
                    + " --from. No option takes the value itself: other users could read it."
        })
final class SecretsSetCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "NAME", description = "Its name: letters, digits, dots, hyphens and underscores.")
    private String name;

    @Option(names = "--from", paramLabel = "FILE", description = "A file that holds the value and nothing else.")
    private @Nullable Path file;

    @Option(
            names = "--for",
            paramLabel = "CONNECTOR@ADDRESS",
            description = "What it is for, as in connector@https://host.example; several addresses with commas"
                    + " between. archive for the password of an archive. Default: what the one of that name is"
                    + " for.")
    private @Nullable String use;

    @Option(
            names = "--force",
            description = "Also for another connector or address while an execution uses the one of that name.")
    private boolean force;

    SecretsSetCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (DroverClient client = session.client()) {
            Use named = use == null ? kept(client) : Use.read(use);
            String value = value().strip();
            if (value.isEmpty()) {
                throw new BadInputException("The value is empty. Nothing was stored.");
            }
            client.putSecret(
                    name,
                    new SecretValue(value, named.connector(), named.addresses()),
                    force ? InUse.REPLACED : InUse.RENEWED);
            session.print(
                    ApiJson.MAPPER.createObjectNode().put("secret", name),
                    "Secret " + name + " is stored for " + named + ". In a file, write secret:" + name);
        }
        return ExitCode.BALANCED;
    }

    /** What a secret is for. */
    private record Use(String connector, List<String> addresses) {

        static Use read(String text) {
            int at = text.indexOf('@');
            return at < 0
                    ? new Use(text.strip(), List.of())
                    : new Use(
                            text.substring(0, at).strip(),
                            List.of(text.substring(at + 1).strip().split("\\s*,\\s*")));
        }

        @Override
        public String toString() {
            return addresses.isEmpty() ? connector : connector + " at " + String.join(", ", addresses);
        }
    }

    private Use kept(DroverClient client) {
        return client.secret(name)
                .flatMap(secret -> Optional.ofNullable(secret.connector())
                        .map(connector -> new Use(connector, secret.addresses())))
                .orElseThrow(() -> new BadInputException(
                        "Say what it is for, since it is sent nowhere else: --for CONNECTOR@ADDRESS, as in --for"
                                + " connector@https://host.example, or --for archive. Nothing was stored."));
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
