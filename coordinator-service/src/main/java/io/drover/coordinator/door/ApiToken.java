package io.drover.coordinator.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;

/** The installation's own token, an administrator's. There is always one, since a browser's page and every user of a machine reach its loopback, too. */
final class ApiToken {

    static final String SETTING = "drover.api.token-file";

    private static final int SHORTEST = 32;
    private static final String HOW_TO =
            "Make one, for example: (umask 077; head -c 32 /dev/urandom | base64 > api-token), and name it in "
                    + SETTING
                    + " (in the environment, DROVER_API_TOKEN_FILE). ./drover up and deploy/init-secrets.sh do that.";
    private final byte[] expected;

    private ApiToken(String token) {
        this.expected = token.getBytes(StandardCharsets.UTF_8);
    }

    /** @throws IllegalStateException when there is none that guards; the message says why and what to do */
    static ApiToken read(Optional<Path> file) {
        if (file.isEmpty()) {
            throw refused("The API has no token, and without one it would answer anybody");
        }
        String token;
        try {
            token = Files.readString(file.get()).strip();
        } catch (IOException e) {
            throw refused("The API's token file " + file.get() + " cannot be read ("
                    + e.getClass().getSimpleName() + ")");
        }
        if (token.isEmpty()) {
            throw refused("The API's token file " + file.get() + " is empty");
        }
        if (token.length() < SHORTEST) {
            throw refused("The API's token in " + file.get() + " has fewer than " + SHORTEST + " characters");
        }
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw refused(
                    "The API's token in " + file.get() + " has a space or another character that no header takes");
        }
        return new ApiToken(token);
    }

    private static IllegalStateException refused(String why) {
        return new IllegalStateException(why + ". " + HOW_TO);
    }

    /** Whether this is it. It takes the same time for each wrong one. */
    boolean is(String given) {
        return MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8));
    }
}
