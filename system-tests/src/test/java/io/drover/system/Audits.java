package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.api.AuditChain;
import io.drover.api.AuditHead;
import java.util.List;

/** The audit of an execution, computed anew. */
final class Audits {

    private Audits() {}

    /** Every line follows the one before, and the last is the one that the execution names. @return the lines */
    static List<String> assertHolds(Api api, Execution execution) {
        List<String> lines = api.get("/executions/" + execution.id() + "/audit")
                .text()
                .lines()
                .toList();
        AuditChain chain = new AuditChain();
        lines.forEach(chain::accept);
        JsonNode audit = execution.json().path("audit");
        assertThat(chain.broken()).isEmpty();
        assertThat(chain.head())
                .isEqualTo(new AuditHead(
                        audit.path("count").asLong(), audit.path("head").asText()));
        return lines;
    }
}
