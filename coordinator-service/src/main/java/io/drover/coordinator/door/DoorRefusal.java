package io.drover.coordinator.door;

import io.drover.api.Problem;
import io.drover.coordinator.persistence.DocumentJson;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

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
            "Send the header Authorization: Bearer with a token of this installation (drover --token-file). One that was"
                    + " revoked or has expired is none; an administrator makes another: drover tokens create"),
    TOO_MANY_WRONG(
            429,
            "too-many-wrong-tokens",
            "Too many wrong tokens came from this address",
            "Try again in a minute, with a token that holds; that one is answered at any time"),
    TOO_OFTEN(
            429,
            "too-often",
            "Too many requests with this token",
            "Ask again in a second, and less often (drover.api.limits.requests-per-second, changes-per-second)"),
    NOT_KNOWN_NOW(
            503,
            "tokens-not-known",
            "Tokens cannot be looked up just now",
            "The coordinator has just started, or its database does not answer. Try again in a moment"),
    NO_API(403, "role-needed", "This wants another role", "What is not below /api/v1 is for the role administrator"),
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

    /** As metrics name it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In how many seconds it may be otherwise; null where that does not help. */
    private @Nullable String retryAfter() {
        return switch (this) {
            case NOT_KNOWN_NOW, TOO_OFTEN -> "1";
            case TOO_MANY_WRONG -> "60";
            case OTHER_HOST, OTHER_ORIGIN, NO_TOKEN, NO_API, TOO_LONG, NOT_JSON -> null;
        };
    }

    void answer(HttpServerResponse response) {
        if (this == NO_TOKEN) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"drover\"");
        }
        String again = retryAfter();
        if (again != null) {
            response.putHeader("Retry-After", again);
        }
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .end(body);
    }
}
