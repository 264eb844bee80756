package io.drover.coordinator.journal;

import io.drover.api.AuditLine;
import io.drover.contracts.Result;
import java.util.List;

/** What a change left in the tables beside the state. */
record Left(List<Result> closed, List<AuditLine> audit) {

    Left {
        closed = List.copyOf(closed);
        audit = List.copyOf(audit);
    }
}
