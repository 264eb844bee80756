package io.drover.cli.api;

import org.jspecify.annotations.Nullable;

/**
 * Why an execution could not go on.
 *
 * @param type {@code USER}, {@code EXTERNAL}, {@code RESOURCES} or {@code INTERNAL}
 */
public record Failure(
        @Nullable String code,
        @Nullable String type,
        @Nullable String message) {

    /** Whether the person who wrote the migration can mend it: a wrong token, project or mapping. */
    public boolean isUsers() {
        return "USER".equals(type);
    }
}
