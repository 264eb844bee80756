package io.drover.sandbox.agola;

import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** A whole answer, with the few headers that a Go server gives. */
record Reply(int status, @Nullable String contentType, Buffer body, boolean nosniff) {

    static final String JSON = "application/json";
    static final String TEXT = "text/plain; charset=utf-8";

    /** What the router's own "not found" says. */
    static final Reply PAGE_NOT_FOUND = new Reply(404, TEXT, Buffer.buffer("404 page not found\n"), true);

    static Reply of(int status, String contentType, String body) {
        return new Reply(status, contentType, Buffer.buffer(body), false);
    }

    static Reply json(byte[] body) {
        return new Reply(200, JSON, Buffer.buffer(body), false);
    }

    static Reply bare(int status) {
        return new Reply(status, null, Buffer.buffer(), false);
    }

    /** The answer to what succeeded and has nothing to say. */
    static Reply done(AgolaVersion version) {
        return version.namesTypeOfEmptyAnswer() ? of(200, JSON, "") : bare(200);
    }
}
