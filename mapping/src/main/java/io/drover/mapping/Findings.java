package io.drover.mapping;

import io.drover.mapping.Fit.Issue;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Takes what is to be said about one record. */
public record Findings(String entityType, String subject, Consumer<Finding> sink) {

    public Findings {
        Consumer<Finding> given = sink;
        sink = finding -> given.accept(clean(finding));
    }

    public void info(String code, @Nullable String field, @Nullable String evidence, String advice) {
        sink.accept(new Finding(code, Severity.INFO, entityType, subject, field, evidence, advice));
    }

    public void warning(String code, @Nullable String field, @Nullable String evidence, String advice) {
        sink.accept(new Finding(code, Severity.WARNING, entityType, subject, field, evidence, advice));
    }

    public void error(String code, @Nullable String field, @Nullable String evidence, String advice) {
        sink.accept(new Finding(code, Severity.ERROR, entityType, subject, field, evidence, advice));
    }

    void issue(Issue issue, String field, String evidence) {
        sink.accept(new Finding(issue.code(), issue.severity(), entityType, subject, field, evidence, issue.advice()));
    }

    /** What a target cannot keep, a report cannot either. */
    static Finding clean(Finding finding) {
        return new Finding(
                finding.code(),
                finding.severity(),
                finding.entityType(),
                finding.subject(),
                finding.field() == null ? null : CleanText.of(finding.field()),
                finding.evidence() == null ? null : CleanText.of(finding.evidence()),
                finding.advice());
    }
}
