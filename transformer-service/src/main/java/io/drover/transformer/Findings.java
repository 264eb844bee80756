package io.drover.transformer;

import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.transformer.Fit.Issue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes what is to be said about one record. */
record Findings(String kind, String subject, Consumer<Finding> sink) {

    void info(String code, @Nullable String field, @Nullable String evidence, String advice) {
        sink.accept(new Finding(code, Severity.INFO, kind, subject, field, evidence, advice));
    }

    void warning(String code, @Nullable String field, @Nullable String evidence, String advice) {
        sink.accept(new Finding(code, Severity.WARNING, kind, subject, field, evidence, advice));
    }

    void error(String code, @Nullable String field, @Nullable String evidence, String advice) {
        sink.accept(new Finding(code, Severity.ERROR, kind, subject, field, evidence, advice));
    }

    void issue(Issue issue, String field, String evidence) {
        sink.accept(new Finding(issue.code(), issue.severity(), kind, subject, field, evidence, issue.advice()));
    }
}
