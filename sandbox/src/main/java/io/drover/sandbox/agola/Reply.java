package io.drover.sandbox.agola;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A whole answer, with the few headers that a Go server gives. */
record Reply(int status, @Nullable String contentType, byte[] body, boolean nosniff) {

    static final String JSON = "application/json";
    static final String TEXT = "text/plain; charset=utf-8";

    /** What the router's own "not found" says. */
    static final Reply PAGE_NOT_FOUND =
            new Reply(404, TEXT, "404 page not found\n".getBytes(StandardCharsets.UTF_8), true);

    static Reply of(int status, String contentType, String body) {
        return new Reply(status, contentType, body.getBytes(StandardCharsets.UTF_8), false);
    }

    static Reply json(byte[] body) {
        return new Reply(200, JSON, body, false);
    }

    static Reply bare(int status) {
        return new Reply(status, null, new byte[0], false);
    }

    /** The answer to what succeeded and has nothing to say. */
    static Reply done(AgolaVersion version) {
        return version.namesTypeOfEmptyAnswer() ? of(200, JSON, "") : bare(200);
    }
}
