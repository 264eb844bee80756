package io.drover.coordinator.door;

import io.vertx.core.http.HttpServerRequest;
import java.util.Map;

/** What browsers and caches are told of every answer. */
final class AnswerHeaders {

    private static final String NOTHING =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** The report has its styles in it, and the texts of outside systems; nothing is run, fetched or sent all the same. */
    private static final String PAGE = NOTHING + "; style-src 'unsafe-inline'; img-src data:; sandbox";

    private static final String REPORT = "/report";

    private static final Map<String, String> EACH = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store");

    private AnswerHeaders() {}

    /** Puts them on an answer, whoever gives it. */
    static void on(HttpServerRequest request) {
        boolean page = request.path() != null && request.path().endsWith(REPORT);
        request.response().headers().addAll(EACH).add("Content-Security-Policy", page ? PAGE : NOTHING);
    }
}
