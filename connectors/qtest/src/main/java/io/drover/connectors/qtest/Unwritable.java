package io.drover.connectors.qtest;

import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;

/** A record has a value that the target cannot take. Never leaves this package: it becomes a finding. */
final class Unwritable extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String field;
    private final String evidence;

    Unwritable(String code, String field, String evidence, String advice) {
        super(advice, null, false, false);
        this.code = code;
        this.field = field;
        this.evidence = evidence;
    }

    Finding finding(String entityType, String originId) {
        return new Finding(code, Severity.ERROR, entityType, originId, field, evidence, String.valueOf(getMessage()));
    }
}
