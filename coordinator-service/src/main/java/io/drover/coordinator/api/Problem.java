package io.drover.coordinator.api;

import io.drover.coordinator.planning.Violation;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with a request, as {@code application/problem+json} (RFC 9457).
 *
 * @param type a word of ours as a relative URI
 * @param detail what, where and what to do
 * @param violations of a definition, null otherwise
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable List<Violation> violations) {

    static final String MEDIA_TYPE = "application/problem+json";

    static Response response(Response.Status status, String type, String title, String detail) {
        return response(status, type, title, detail, null);
    }

    static Response response(
            Response.Status status, String type, String title, String detail, @Nullable List<Violation> violations) {
        return Response.status(status)
                .type(MEDIA_TYPE)
                .entity(new Problem("/problems/" + type, title, status.getStatusCode(), detail, violations))
                .build();
    }
}
