package io.drover.cli;

import io.drover.api.AccessToken;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import io.drover.cli.view.Figures;
import io.drover.cli.view.TextTable;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists the server's tokens. */
@Command(name = "list", description = "Lists whose tokens there are, and what they may do. No value is shown.")
final class TokensListCommand implements Callable<Integer> {

    private final Session session;

    TokensListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (DroverClient client = session.client()) {
            List<AccessToken> tokens = client.tokens();
            if (session.isJson()) {
                session.print(ApiJson.write(tokens));
            } else if (tokens.isEmpty()) {
                session.print("There is no token but the installation's own.");
            } else {
                TextTable table = new TextTable("NAME", "ROLE", "EXPIRES", "LAST USED", "MADE BY");
                tokens.forEach(token ->
                        table.row(token.name(), token.role().word(), expiry(token), used(token), token.createdBy()));
                session.print(table.lines());
            }
        }
        return ExitCode.BALANCED;
    }

    static String expiry(AccessToken token) {
        Instant expires = token.expiresAt();
        if (expires == null) {
            return "never expires";
        }
        return (expires.isAfter(Instant.now()) ? "expires " : "expired ") + Figures.instant(expires);
    }

    private static String used(AccessToken token) {
        return token.lastUsedAt() == null ? "not yet" : Figures.instant(token.lastUsedAt());
    }
}
