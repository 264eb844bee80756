package io.drover.coordinator.evidence;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.AuditSignatures;
import io.drover.coordinator.audit.AuditLines;
import io.drover.coordinator.persistence.AuditTable;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** Signs the head of an audit that goes into the evidence: of one that is as it was written only. */
final class SignedAudit {

    private final AuditTable table;
    private final AuditSignatures signatures;

    SignedAudit(DataSource database, AuditSignatures signatures) {
        this.table = new AuditTable(database);
        this.signatures = signatures;
    }

    /**
     * As {@code drover audit verify --anchor} reads it, or what is wrong.
     *
     * @param count how many lines are in the evidence
     */
    ObjectNode signature(String execution, long count) throws SQLException {
        AuditLines lines = new AuditLines(execution, signatures);
        AtomicLong read = new AtomicLong();
        table.read(execution, (line, signature) -> {
            if (read.incrementAndGet() <= count) {
                lines.accept(line, signature);
            }
        });
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        head.put("execution", execution);
        head.put("count", lines.head().count());
        head.put("head", lines.head().head());
        lines.broken()
                .ifPresentOrElse(
                        broken -> head.put("broken", broken),
                        () -> head.put(
                                "signature",
                                signatures.sign(
                                        execution,
                                        lines.head().count(),
                                        lines.head().head())));
        return head;
    }
}
