package io.drover.cli.api;

import org.jspecify.annotations.Nullable;

/** What was observed about one record. */
public record Finding(
        String step,
        String code,
        String severity,
        String kind,
        String subject,
        @Nullable String field,
        @Nullable String evidence,
        String advice) {}
