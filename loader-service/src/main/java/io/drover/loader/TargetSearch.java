package io.drover.loader;

import io.drover.spi.LoadItem;
import io.drover.spi.Record;
import io.drover.worker.Batch;
import io.drover.worker.Receipt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Asks the target for records by their origin, and keeps apart what another source has there. */
final class TargetSearch {

    private final Batch batch;
    private final String entityType;
    private final Whereabouts whereabouts;
    private final Function<Set<String>, Map<String, Set<String>>> ofOthers;

    /** @param ofOthers target ids by origin id that are records of other sources */
    TargetSearch(
            Batch batch,
            String entityType,
            Whereabouts whereabouts,
            Function<Set<String>, Map<String, Set<String>>> ofOthers) {
        this.batch = batch;
        this.entityType = entityType;
        this.whereabouts = whereabouts;
        this.ofOthers = ofOthers;
    }

    /** Target ids by origin id, wherever the records are. */
    Map<String, List<String>> anywhere(List<Record> records) {
        return ownOnly(batch.target().findAnywhere(entityType, creations(records)));
    }

    /** The same of records that an earlier attempt may have created: here, where it was about to, or anywhere else. */
    Map<String, List<String>> doubtful(List<Record> records, Map<String, Receipt> receipts) {
        Map<String, List<String>> found =
                new HashMap<>(ownOnly(batch.target().findByOrigin(entityType, creations(records))));
        List<Record> elsewhere = whereabouts.before(unseen(records, found), receipts);
        if (!elsewhere.isEmpty()) {
            found.putAll(ownOnly(batch.target().findByOrigin(entityType, creations(elsewhere))));
        }
        List<Record> unseen = unseen(records, found);
        if (!unseen.isEmpty()) {
            found.putAll(anywhere(unseen));
        }
        return found;
    }

    private static List<Record> unseen(List<Record> records, Map<String, List<String>> found) {
        return records.stream()
                .filter(record -> !found.containsKey(record.id()))
                .toList();
    }

    /** What a receipt of another source says is that one's, whatever id both gave their records; the rest of what was found. */
    private Map<String, List<String>> ownOnly(Map<String, List<String>> found) {
        Map<String, Set<String>> others = found.isEmpty() ? Map.of() : ofOthers.apply(found.keySet());
        Map<String, List<String>> own = new HashMap<>();
        found.forEach((origin, ids) -> {
            Set<String> theirs = others.getOrDefault(origin, Set.of());
            List<String> ours = ids.stream().filter(id -> !theirs.contains(id)).toList();
            if (!ours.isEmpty()) {
                own.put(origin, ours);
            }
        });
        return own;
    }

    private static List<LoadItem> creations(List<Record> records) {
        return records.stream().map(record -> new LoadItem(record, null)).toList();
    }
}
