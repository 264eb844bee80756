package io.drover.sandbox.qtest;

import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.PlayedAnswer;
import io.drover.sandbox.http.RefusedRequest;

/** Errors in qTest's shape: {@code {"message":…}}. */
final class QTestErrors {

    private QTestErrors() {}

    static PlayedAnswer error(int status, String message) {
        return PlayedAnswer.json(status, Json.bytes(out -> {
            out.writeStartObject();
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
}
