package io.drover.cli;

import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Takes a token away. */
@Command(name = "revoke", description = "Takes a token away: from the next request on it opens nothing.")
final class TokensRevokeCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "NAME", description = "Whose it is.")
    private String name;

    TokensRevokeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (DroverClient client = session.client()) {
            client.revokeToken(name);
            session.print(
                    ApiJson.MAPPER.createObjectNode().put("revoked", name), "The token of " + name + " is revoked.");
        }
        return ExitCode.BALANCED;
    }
}
