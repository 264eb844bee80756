package io.drover.sandbox.zephyr;

import io.drover.sandbox.http.Answer;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.Refusal;

/** Errors in Zephyr's shapes: {@code {"errorCode","message"}}, and {@code {"error"}} for a bad token. */
final class ZephyrErrors {

    private ZephyrErrors() {}

    static Answer error(int status, String message) {
        return Answer.json(status, Json.bytes(out -> {
            out.writeStartObject();
            out.writeNumberField("errorCode", status);
            out.writeStringField("message", message);
            out.writeEndObject();
        }));
    }

    static Refusal badRequest(String message) {
        return new Refusal(error(400, message));
    }

    static Refusal notFound(String message) {
        return new Refusal(error(404, message));
    }

    static Refusal unauthorized(String message) {
        return new Refusal(Answer.json(401, Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("error", message);
            out.writeEndObject();
        })));
    }
}
