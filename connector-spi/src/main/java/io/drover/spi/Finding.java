package io.drover.spi;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A typed observation about one record. Data, never an exception. A value that changes on its way has one.
 *
 * @param code a stable word in upper case, for example {@code VALUE_TRUNCATED}; the code groups findings by cause
 * @param entityType of the record, for example {@code report}
 * @param subject origin id of the record, for example {@code MM-T12}
 * @param field the field's name as users know it, or null when the whole record is meant
 * @param evidence what was seen, cut to 200 characters; never a secret
 * @param advice what a person can do
 */
public record Finding(
        String code,
        Severity severity,
        @JsonProperty("kind") String entityType,
        String subject,
        @Nullable String field,
        @Nullable String evidence,
        String advice) {

    private static final int EVIDENCE_LIMIT = 200;

    /** INFO: worth knowing. WARNING: a value changed. ERROR: the record is not in the target as it should be. */
    public enum Severity {
        INFO,
        WARNING,
        ERROR
    }

    public Finding {
        if (evidence != null && evidence.length() > EVIDENCE_LIMIT) {
            int end = Character.isHighSurrogate(evidence.charAt(EVIDENCE_LIMIT - 2))
                    ? EVIDENCE_LIMIT - 2
                    : EVIDENCE_LIMIT - 1;
            evidence = evidence.substring(0, end) + "…";
        }
    }
}
