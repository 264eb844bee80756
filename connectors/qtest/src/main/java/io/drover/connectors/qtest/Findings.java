package io.drover.connectors.qtest;

import io.drover.http.Reply;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import java.util.Collection;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** What the connector has to say about records. */
final class Findings {

    private Findings() {}

    /** @param fieldNames to find the field that the system's message means */
    static Finding refused(String kind, String originId, Reply reply, Collection<String> fieldNames) {
        String problem = reply.problem();
        return new Finding(
                reply.status() == 404 ? "TARGET_GONE" : "TARGET_REFUSED",
                Severity.ERROR,
                kind,
                originId,
                field(problem, fieldNames),
                reply.status() + " " + problem,
                "qTest refused the record; mend the value or the mapping, then retry the rejected records.");
    }

    static Finding resolved(String kind, String originId, String targetId) {
        return new Finding(
                "DOUBT_RESOLVED",
                Severity.INFO,
                kind,
                originId,
                null,
                targetId,
                "qTest's answer was lost; the record was found by its origin and not created again.");
    }

    static Finding noParent(String kind, String originId, String module) {
        return new Finding(
                "NO_PARENT",
                Severity.INFO,
                kind,
                originId,
                "Folder",
                module,
                "The test case has no folder; qTest puts it into this module.");
    }

    private static @Nullable String field(String problem, Collection<String> fieldNames) {
        return fieldNames.stream()
                .filter(name -> name.length() > 1 && problem.contains(name))
                .max(Comparator.comparingInt(String::length))
                .orElse(null);
    }
}
