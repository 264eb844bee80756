package io.drover.loader;

import io.drover.spi.Finding;
import io.drover.spi.Record;
import io.drover.spi.Ref;
import io.drover.worker.Ledger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The references of a batch's records, looked up in the ledger with one query per entity type. */
final class BatchReferences {

    private final Map<Ref, String> targetIds;

    private BatchReferences(Map<Ref, String> targetIds) {
        this.targetIds = targetIds;
    }

    static BatchReferences of(List<Record> records, Ledger ledger, String route) {
        Map<String, Set<String>> wanted = new HashMap<>();
        for (Record record : records) {
            for (Ref ref : Ref.in(record.body())) {
                wanted.computeIfAbsent(ref.entityType(), entityType -> new LinkedHashSet<>())
                        .add(ref.id());
            }
        }
        Map<Ref, String> found = new HashMap<>();
        wanted.forEach((entityType, ids) -> ledger.targetIds(route, entityType, ids)
                .forEach((origin, target) -> found.put(new Ref(entityType, origin), target)));
        return new BatchReferences(found);
    }

    /** The record with each reference replaced by a target id. */
    Record resolve(Record record) {
        return record.with(Ref.resolve(record.body(), ref -> Optional.ofNullable(targetIds.get(ref))));
    }

    boolean isThere(Ref ref) {
        return targetIds.containsKey(ref);
    }

    /** One finding per reference to a record that is not in the target. */
    List<Finding> missing(Record record) {
        List<Finding> findings = new ArrayList<>();
        for (Ref ref : Ref.in(record.body())) {
            if (!isThere(ref)) {
                findings.add(new Finding(
                        "REFERENCE_NOT_LOADED",
                        Finding.Severity.ERROR,
                        record.entityType(),
                        record.id(),
                        null,
                        ref.entityType() + " " + ref.id(),
                        "It refers to a record that was not loaded. Correct that record first, then run again."));
            }
        }
        return findings;
    }
}
