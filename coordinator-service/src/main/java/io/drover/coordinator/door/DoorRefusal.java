package io.drover.coordinator.door;

import io.drover.api.Problem;
import io.drover.coordinator.persistence.DocumentJson;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/** Why a request comes no further. */
enum DoorRefusal {
    OTHER_HOST(
            421,
            "other-host",
            "This is not the server of that name",
            "The request's Host is none of this API's names. Call it by 127.0.0.1 or localhost and its port, or name the host in"
                    + " drover.api.hosts"),
    OTHER_ORIGIN(
            403,
            "other-origin",
            "A page of another origin may change nothing here",
            "The request comes from a page of another address (Origin, Sec-Fetch-Site)"),
    NO_TOKEN(
            401,
            "no-token",
            "This API wants a token",
            "Send the header Authorization: Bearer with the token of this installation (drover --token-file)"),
    TOO_LONG(413, "too-long", "The body is too long", "A definition has at most 1 MiB, any other body 64 KiB"),
    NOT_JSON(
            415,
            "not-json",
            "The body is not JSON",
            "Send the header Content-Type: application/json; without a body, no Content-Type or this one");

    private final int status;
    private final String body;

    DoorRefusal(int status, String type, String title, String detail) {
        this.status = status;
        this.body = DocumentJson.write(new Problem("/problems/" + type, title, status, detail, List.of()));
    }

    void answer(HttpServerResponse response) {
        if (this == NO_TOKEN) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"drover\"");
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(body);
    }
}
