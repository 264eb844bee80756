package io.drover.worker;

import io.drover.contracts.SecretBinding;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One of the places where values of secrets are kept. */
interface SecretPlace {

    /** @throws ConnectorException {@code SECRET_UNREADABLE} when nobody can say whether it is there */
    Optional<Kept> find(String name);

    /** What to do so that the secret is for this use: a sentence. */
    String remedy(String name, SecretBinding use);

    /**
     * A secret that is there.
     *
     * @param use what it is for; null when that was never said
     * @param value opens it, when it is known to be for what is asked
     */
    record Kept(@Nullable SecretBinding use, Supplier<String> value) {}

    /** A secret with what was written beside it, as {@code connector@address}; null when nothing was. */
    static Kept kept(String name, @Nullable String use, Supplier<String> value) {
        if (use == null || use.isBlank()) {
            return new Kept(null, value);
        }
        try {
            return new Kept(SecretBinding.parse(use), value);
        } catch (IllegalArgumentException e) {
            throw new ConnectorException(
                    "SECRET_NOT_BOUND",
                    FailureType.USER,
                    "What secret " + name + " is for cannot be read: " + e.getMessage()
                            + ". Write it as connector@address, with commas between several addresses.");
        }
    }

    static ConnectorException unreadable(String name, String place, @Nullable Exception cause) {
        return new ConnectorException(
                "SECRET_UNREADABLE",
                FailureType.RESOURCES,
                "Cannot read the secret " + name + " from " + place + ".",
                null,
                cause);
    }
}
