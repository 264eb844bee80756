package io.drover.sandbox.zephyr;

import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.PlayedAnswer;
import io.drover.sandbox.http.RefusedRequest;

/** Errors in Zephyr's shapes: {@code {"errorCode","message"}}, and {@code {"error"}} for a bad token. */
final class ZephyrErrors {

    private ZephyrErrors() {}

    static PlayedAnswer error(int status, String message) {
        return PlayedAnswer.json(status, Json.bytes(out -> {
            out.writeStartObject();
            out.writeNumberField("errorCode", status);
            out.writeStringField("message", message);
            out.writeEndObject();
        }));
    }

    static RefusedRequest badRequest(String message) {
        return new RefusedRequest(error(400, message));
    }

    static RefusedRequest notFound(String message) {
        return new RefusedRequest(error(404, message));
    }

    static RefusedRequest unauthorized(String message) {
        return new RefusedRequest(PlayedAnswer.json(401, Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("error", message);
            out.writeEndObject();
        })));
    }
}
