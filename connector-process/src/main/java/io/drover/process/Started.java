package io.drover.process;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A program that has begun, on either kind of host. */
interface Started {

    OutputStream in();

    InputStream out();

    InputStream err();

    /** How it ended, as soon as that is known. */
    CompletableFuture<Exit> exit();

    /** Ends it and what it started, asking first; does nothing when it has ended. Takes seconds at most. One thread at a time. */
    void end();

    /** How a program ended. */
    sealed interface Exit {

        Exit UNKNOWN = new Unknown();

        /** @param status as of {@link Ended} */
        record Of(int status, @Nullable String signal) implements Exit {}

        /** What would have told it is gone. */
        record Unknown() implements Exit {}
    }
}
