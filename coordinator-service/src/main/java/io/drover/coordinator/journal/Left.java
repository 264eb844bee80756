package io.drover.coordinator.journal;

import io.drover.contracts.Result;
import io.drover.coordinator.domain.AuditLine;
import java.util.List;

/** What a change left in the tables beside the state. */
record Left(List<Result> closed, List<AuditLine> audit) {

    Left {
        closed = List.copyOf(closed);
        audit = List.copyOf(audit);
    }
}
