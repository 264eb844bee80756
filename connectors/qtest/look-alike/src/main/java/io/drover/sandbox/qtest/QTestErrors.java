package io.drover.sandbox.qtest;

import io.drover.sandbox.http.Answer;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.Refusal;

/** Errors in qTest's shape: {@code {"message":…}}. */
final class QTestErrors {

    private QTestErrors() {}

    static Answer error(int status, String message) {
        return Answer.json(status, Json.bytes(out -> {
            out.writeStartObject();
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
}
