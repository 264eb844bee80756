package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.http.Reply;
import io.drover.spi.ConnectorException;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What the connector has to say about records. */
final class QTestFindings {

    private QTestFindings() {}

    /** @param fieldNames to find the field that the system's message means */
    static Finding refused(String entityType, String originId, Reply reply, Collection<String> fieldNames) {
        return new Finding(
                "TARGET_REFUSED",
                Severity.ERROR,
                entityType,
                originId,
                field(reply.problem(), fieldNames),
                reply.evidence(),
                "qTest refused the record. Correct the value or the mapping, then run the migration again.");
    }

    static Finding refused(String entityType, String originId, ConnectorException why) {
        return new Finding(
                "TARGET_REFUSED",
                Severity.ERROR,
                entityType,
                originId,
                null,
                evidence(why),
                "qTest does not accept this record, but accepts others. Look at its log, or correct the record, then"
                        + " run the migration again.");
    }

    static Finding inDoubt(String entityType, String originId, ConnectorException why) {
        return new Finding(
                "TARGET_IN_DOUBT",
                Severity.ERROR,
                entityType,
                originId,
                null,
                evidence(why),
                "qTest never said whether it created the record; the next run looks for it before it sends it again.");
    }

    /** It was to be updated. */
    static Finding gone(String entityType, String originId, Reply reply) {
        return new Finding(
                "TARGET_GONE",
                Severity.ERROR,
                entityType,
                originId,
                null,
                reply.evidence(),
                "The record is not in qTest any more; the next run creates it again.");
    }

    static Finding unread(String entityType, String originId, ConnectorException why) {
        return new Finding(
                "READ_BACK_FAILED",
                Severity.ERROR,
                entityType,
                originId,
                null,
                evidence(why),
                "qTest does not show this record, but shows others; look at it there, then validate again.");
    }

    static Finding notCleared(String entityType, String originId, String field, JsonNode stays) {
        return new Finding(
                "VALUE_NOT_CLEARED",
                Severity.WARNING,
                entityType,
                originId,
                field,
                stays.isTextual() ? stays.textValue() : stays.toString(),
                "The source has no value any more, and qTest's API cannot clear this field; clear it there by hand.");
    }

    static Finding parameter(String entityType, String originId) {
        return new Finding(
                "STEP_PARAMETER",
                Severity.INFO,
                entityType,
                originId,
                "steps",
                null,
                "[~name] in a step is a parameter in qTest. With the setting parameters: escape it stays a text.");
    }

    static Finding resolved(String entityType, String originId, String targetId) {
        return new Finding(
                "DOUBT_RESOLVED",
                Severity.INFO,
                entityType,
                originId,
                null,
                targetId,
                "qTest's answer was lost; the record was found by its origin and not created again.");
    }

    static Finding noParent(String entityType, String originId, String module) {
        return new Finding(
                "NO_PARENT",
                Severity.INFO,
                entityType,
                originId,
                "Folder",
                module,
                "The test case has no folder; qTest puts it into this module.");
    }

    private static String evidence(ConnectorException why) {
        return why.answer().orElse(String.valueOf(why.getMessage()));
    }

    private static @Nullable String field(String problem, Collection<String> fieldNames) {
        return fieldNames.stream()
                .filter(name -> name.length() > 1 && problem.contains(name))
                .max(Comparator.comparingInt(String::length))
                .orElse(null);
    }
}
