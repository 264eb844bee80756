package io.drover.sandbox.http;

import io.drover.sandbox.faults.RateLimit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One look-alike: its routes under a prefix, its way to say who may ask and that something went wrong. */
public interface LookAlikeApi {

    /** One word, such as {@code zephyr}. */
    String name();

    /** Where it lives, such as {@code /zephyr}. */
    default String prefix() {
        return "/" + name();
    }

    Routes routes();

    /** Throws {@link RefusedRequest} when the caller may not ask. */
    default void authorize(IncomingRequest call, Endpoint endpoint) {}

    /** An error in this system's own shape. */
    PlayedAnswer error(int status, String message);

    /** Whether latency, rate limits and faults apply. Where not, handlers may block, and bad arguments are answered 400. */
    default boolean faulty() {
        return true;
    }

    /** The one that is meant, of several systems behind one address. */
    default LookAlikeApi tenant(@Nullable String authorization) {
        return this;
    }

    /** An answer with what this system always tells of a limit that it has. */
    default PlayedAnswer told(PlayedAnswer answer, RateLimit limit) {
        return answer;
    }

    /** Where each request is written down, if anywhere. */
    default Optional<RequestLog> log() {
        return Optional.empty();
    }
}
