package io.drover.loader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.ContentToLoad;
import io.drover.spi.Finding;
import io.drover.spi.LoadItem;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.worker.Batch;
import io.drover.worker.ContentHash;
import io.drover.worker.Intent;
import io.drover.worker.Receipt;
import io.drover.worker.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Decides for the records of a batch what is to be sent, by what receipts say and by what the target has. */
final class Judgement {

    private final Batch batch;
    private final LoadPolicy policy;
    private final Outcomes outcomes;
    private final String entityType;
    private final boolean adopts;
    private final Whereabouts whereabouts;
    private final Contents contents;
    private final TargetSearch search;
    private final List<LoadItem> items = new ArrayList<>();
    private final List<Located> asTheyAre = new ArrayList<>();
    private final Set<String> writtenBefore = new HashSet<>();
    private final Map<String, Written> written = new HashMap<>();
    private final Map<String, String> gone = new HashMap<>();

    /**
     * @param adopts whether the target may hold records that no receipt knows
     */
    Judgement(
            Batch batch,
            LoadPolicy policy,
            Outcomes outcomes,
            String entityType,
            boolean adopts,
            Whereabouts whereabouts,
            Contents contents,
            TargetSearch search) {
        this.batch = batch;
        this.policy = policy;
        this.outcomes = outcomes;
        this.entityType = entityType;
        this.adopts = adopts;
        this.whereabouts = whereabouts;
        this.contents = contents;
        this.search = search;
    }

    /** What is to be sent. */
    List<LoadItem> items() {
        return items;
    }

    /** What is in the target as it should be, and needs a receipt only. */
    List<Located> asTheyAre() {
        return asTheyAre;
    }

    /** An earlier attempt of this batch wrote it, and is known to have; its contents are looked at again. */
    void wasWritten(Record record) {
        writtenBefore.add(record.id());
    }

    /** Whether an attempt that nobody heard the end of wrote what is there. */
    boolean wasWrittenBefore(String originId) {
        return writtenBefore.contains(originId);
    }

    /** What the target will have of each when that is done. */
    Map<String, Written> written() {
        return written;
    }

    /** What an intent is needed for, by what receipts said when it was decided. */
    List<Intent> intents(Map<String, Record> records, Map<String, Receipt> receipts) {
        List<Intent> intents = new ArrayList<>();
        items.forEach(item -> {
            String id = item.record().id();
            intents.add(new Intent(
                    id,
                    hash(records, id),
                    receipts.get(id),
                    item.targetId(),
                    item.targetId() == null ? null : Objects.requireNonNull(written.get(id)),
                    whereabouts.of(id)));
        });
        asTheyAre.forEach(located -> intents.add(new Intent(
                located.originId(),
                hash(records, located.originId()),
                receipts.get(located.originId()),
                located.targetId(),
                Objects.requireNonNull(written.get(located.originId())),
                Map.of())));
        return intents;
    }

    private static ContentHash hash(Map<String, Record> records, String id) {
        return ContentHash.of(Objects.requireNonNull(records.get(id)).body());
    }

    /** Receipts that are no longer true, of records that are not written either. */
    List<Receipt> forgotten(Map<String, Receipt> receipts) {
        Set<String> written = new HashSet<>();
        items.forEach(item -> written.add(item.record().id()));
        asTheyAre.forEach(located -> written.add(located.originId()));
        return gone.keySet().stream()
                .filter(id -> !written.contains(id))
                .map(id -> Objects.requireNonNull(receipts.get(id)))
                .toList();
    }

    /**
     * An earlier execution loaded them, or was about to update them.
     *
     * @return those that are not where they were
     */
    List<Record> known(List<Record> records, Map<String, Receipt> receipts) {
        List<Located> located = records.stream()
                .map(record -> new Located(record.id(), targetId(receipts, record)))
                .toList();
        Present present = Present.of(batch.target(), entityType, located);
        List<Record> missing = new ArrayList<>();
        for (Record record : records) {
            Receipt receipt = Objects.requireNonNull(receipts.get(record.id()));
            ObjectNode theirs = present.body(record.id());
            Finding unreadable = present.unreadable(record.id());
            boolean same = receipt.state() == Receipt.State.CONFIRMED
                    && receipt.contentHash().matches(record.body());
            List<ContentToLoad> unsent =
                    theirs == null ? List.of() : contents.missing(record, present.contents(record.id()));
            if (theirs == null && unreadable == null) {
                gone.put(record.id(), targetId(receipts, record));
                missing.add(record);
            } else if (same
                    && unsent.isEmpty()
                    && (theirs == null || policy.conflicts() != LoadPolicy.Conflicts.OVERWRITE)) {
                unchanged(record, receipt);
            } else if (theirs == null) {
                outcomes.reject(List.of(Objects.requireNonNull(unreadable)));
            } else {
                update(record, receipt, theirs, same, unsent);
            }
        }
        return missing;
    }

    private void update(Record record, Receipt receipt, ObjectNode theirs, boolean same, List<ContentToLoad> unsent) {
        String targetId = String.valueOf(receipt.targetId());
        Merge merge = merge(record, targetId, theirs, base(receipt));
        if (same && !merge.changes() && unsent.isEmpty()) {
            unchanged(record, receipt);
            return;
        }
        if (receipt.adopts()) {
            outcomes.adopted(record, targetId); // the attempt that found it could not tell any more
        }
        if (receipt.state() == Receipt.State.INTENDED) {
            writtenBefore.add(record.id());
        }
        take(record, targetId, merge, unsent);
    }

    private void unchanged(Record record, Receipt receipt) {
        Located located = new Located(record.id(), String.valueOf(receipt.targetId()));
        if (writtenBefore.contains(record.id())) {
            outcomes.writtenBefore(located);
            return;
        }
        outcomes.unchanged(entityType, record.id(), located, receipt);
    }

    /** An earlier attempt may have created them: here, where it was about to, or where somebody moved them since. */
    void doubtful(List<Record> records, Map<String, Receipt> receipts) {
        if (records.isEmpty()) {
            return;
        }
        located(records, search.doubtful(records, receipts), new Merge.Base.Ours(), false);
    }

    /** No receipt says where they are; the target may have them all the same. */
    void unknown(List<Record> records) {
        if (!adopts) {
            records.forEach(this::create);
        } else if (!records.isEmpty()) {
            located(records, search.anywhere(records), new Merge.Base.Unknown(), true);
        }
    }

    private void located(List<Record> records, Map<String, List<String>> found, Merge.Base base, boolean adopted) {
        Map<Record, Located> there = new LinkedHashMap<>();
        for (Record record : records) {
            List<String> ids = found.getOrDefault(record.id(), List.of());
            if (ids.isEmpty()) {
                create(record);
            } else if (adopted && policy.existing() == LoadPolicy.Existing.REJECT) {
                outcomes.exists(record, ids.getFirst());
            } else {
                there.put(record, new Located(record.id(), ids.getFirst()));
            }
        }
        Present present = Present.of(batch.target(), entityType, List.copyOf(there.values()));
        there.forEach((record, located) -> {
            ObjectNode theirs = present.body(record.id());
            Finding unreadable = present.unreadable(record.id());
            if (theirs == null && unreadable != null) {
                outcomes.reject(List.of(unreadable));
            } else if (theirs == null) {
                create(record); // it went away between the two questions
            } else {
                if (adopted) {
                    outcomes.adopted(record, located.targetId());
                } else {
                    writtenBefore.add(record.id());
                }
                take(
                        record,
                        located.targetId(),
                        merge(record, located.targetId(), theirs, base),
                        contents.missing(record, present.contents(record.id())));
            }
        });
    }

    private void create(Record record) {
        if (gone.containsKey(record.id())) {
            outcomes.recreated(record, gone.get(record.id()));
        }
        items.add(new LoadItem(record, null, contents.all(record)));
        written.put(record.id(), Written.of(record.body()));
    }

    /** A listing of the target may lag behind: before somebody is said to have changed a value, the record itself is asked. */
    private Merge merge(Record record, String targetId, ObjectNode theirs, Merge.Base base) {
        boolean overwrite = policy.conflicts() == LoadPolicy.Conflicts.OVERWRITE;
        Merge merge = Merge.of(record.body(), theirs, base, overwrite);
        if (merge.conflicts().isEmpty()) {
            return merge;
        }
        ObjectNode closer = Present.of(batch.target(), entityType, List.of(new Located(record.id(), targetId)))
                .body(record.id());
        return closer == null ? merge : Merge.of(record.body(), closer, base, overwrite);
    }

    private void take(Record record, String targetId, Merge merge, List<ContentToLoad> unsent) {
        merge.conflicts().forEach(place -> outcomes.conflict(record, place, policy.conflicts()));
        if (!merge.conflicts().isEmpty() && policy.conflicts() == LoadPolicy.Conflicts.REJECT) {
            outcomes.rejectedConflict();
            return;
        }
        written.put(record.id(), merge.written());
        if (merge.changes() || !unsent.isEmpty()) {
            items.add(new LoadItem(record.with(merge.body()), targetId, unsent));
        } else {
            asTheyAre.add(new Located(record.id(), targetId));
        }
    }

    private static Merge.Base base(Receipt receipt) {
        Written before = receipt.written();
        // A receipt without it is of a release that kept none: as that one did, its values are taken for ours.
        return before == null ? new Merge.Base.Ours() : new Merge.Base.Known(before, receipt.intended());
    }

    private static String targetId(Map<String, Receipt> receipts, Record record) {
        return String.valueOf(Objects.requireNonNull(receipts.get(record.id())).targetId());
    }
}
