package io.drover.cli.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error as the API tells it (RFC 9457), with the fields that a bad request names. */
public record Problem(
        @Nullable String type,
        @Nullable String title,
        int status,
        @Nullable String detail,
        List<Violation> violations) {

    /**
     * What is wrong with one field of a request.
     *
     * @param field the path of the field in the request, for example {@code source.settings.projectKey}
     */
    public record Violation(@Nullable String field, String message) {}

    @SuppressWarnings("ConstantConditions") // the API leaves out what is empty
    public Problem {
        violations = violations == null ? List.of() : List.copyOf(violations);
    }

    /** The sentence to show: the detail, or the title where there is none. */
    public String summary() {
        if (detail != null && !detail.isBlank()) {
            return detail;
        }
        return title != null ? title : "The server answered with status " + status + ".";
    }
}
