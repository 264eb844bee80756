package io.drover.coordinator.api;

import io.drover.api.Problem;
import io.drover.api.Violation;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** An answer that says what went wrong. */
final class ProblemResponse {

    private ProblemResponse() {}

    static Response of(Response.Status status, String type, String title, String detail) {
        return of(status, type, title, detail, List.of());
    }

    static Response of(Response.Status status, String type, String title, String detail, List<Violation> violations) {
        return Response.status(status)
                .type(Problem.MEDIA_TYPE)
                .entity(new Problem("/problems/" + type, title, status.getStatusCode(), detail, violations))
                .build();
    }
}
