package io.drover.sandbox;

import io.drover.sandbox.http.LookAlikeApi;
import io.drover.sandbox.http.Routes;
import java.util.Optional;

/** An outside system as a sandbox plays it. Safe for any thread. */
public interface LookAlike extends LookAlikeApi {

    /** What a connection takes as its base address. */
    String url();

    /** Adds what it can be told and asked by people over HTTP, under {@code /admin}. */
    default void admin(Routes admin) {}

    /** What the statistics say of it under its name: anything that Jackson can write. */
    default Optional<Object> statistics() {
        return Optional.empty();
    }

    /** As it began. The faults were reset before. */
    void reset();
}
