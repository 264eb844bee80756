package io.drover.contracts;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person's consent, as it travels with a destructive command.
 *
 * @param by the person
 * @param challenge what the consent is bound to: SHA-256 over plan, backup, counts and files, hex
 * @param expiresAt a worker that comes to it later sends nothing
 * @param files SHA-256 by input, of the files that may be used, hex
 * @param given when the consent was: the same thing may be consented to twice, once when something is resumed; absent: not told
 * @param restored what a person restored before they let it be done again; absent: nobody said so
 */
public record Permit(
        String by,
        String challenge,
        Instant expiresAt,
        Map<String, String> files,
        @Nullable Instant given,
        @Nullable String restored) {

    public Permit {
        files = Map.copyOf(files);
    }

    /** With nothing restored, and not told when. */
    public Permit(String by, String challenge, Instant expiresAt, Map<String, String> files) {
        this(by, challenge, expiresAt, files, null, null);
    }
}
