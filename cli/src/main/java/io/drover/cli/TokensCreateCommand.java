package io.drover.cli;

import io.drover.api.AccessRole;
import io.drover.api.AccessToken;
import io.drover.api.MadeAccessToken;
import io.drover.api.NewAccessToken;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a token. */
@Command(
        name = "create",
        description = {
            "Makes a token for a person or a program. Its value is shown this once, and kept nowhere.",
            "The value goes to standard output and all else to standard error, so that it can go into a file:",
            "  (umask 077; drover tokens create ada --role approver > ada.token)"
        })
final class TokensCreateCommand implements Callable<Integer> {

    private static final Pattern LASTS = Pattern.compile("([1-9]\\d{0,3})([dh])");

    private final Session session;

    @Parameters(
            paramLabel = "NAME",
            description = "Whose it is: audits have this name for what is done with it. No other token has it.")
    private String name;

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description =
                    "viewer reads; operator defines, begins, stops, confirms; approver consents, resumes, abandons;"
                            + " administrator does all of that, and keeps tokens and secrets.")
    private AccessRole role;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            description = "How long it holds: 30d, 12h. Default: until it is revoked.")
    private @Nullable String expires;

    TokensCreateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Instant until = expires == null ? null : Instant.now().plus(lasts(expires));
        try (DroverClient client = session.client()) {
            MadeAccessToken made = client.makeToken(new NewAccessToken(name, role, until));
            if (session.isJson()) {
                session.print(ApiJson.write(made));
                return ExitCode.BALANCED;
            }
            AccessToken token = made.token();
            session.say("Token of " + token.name() + ", " + token.role().word() + ", " + TokensListCommand.expiry(token)
                    + ". It is not shown again; used with --token-file FILE.");
            session.print(made.value());
        }
        return ExitCode.BALANCED;
    }

    private static Duration lasts(String text) {
        Matcher time = LASTS.matcher(text);
        if (!time.matches()) {
            throw new BadInputException("--expires: expected days or hours, as 30d or 12h, found \"" + text + "\".");
        }
        int count = Integer.parseInt(time.group(1));
        return time.group(2).equals("d") ? Duration.ofDays(count) : Duration.ofHours(count);
    }
}
