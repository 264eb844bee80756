package io.drover.coordinator.door;

import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** What browsers and caches are told of every answer. */
final class AnswerHeaders {

    /** An answer is data: nothing in it is run, and it stands in no frame. */
    private static final String DATA_ONLY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Map<String, String> EACH = Map.of(
            "Content-Security-Policy", DATA_ONLY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store");

    private AnswerHeaders() {}

    /** Puts them on an answer; a route may say another word for one of them. */
    static void on(HttpServerResponse response) {
        response.headers().addAll(EACH);
    }
}
