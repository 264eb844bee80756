package io.drover.loader;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.LoadItem;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.worker.Batch;
import io.drover.worker.Receipt;
import io.drover.worker.Written;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Decides for the records of a batch what is to be sent, by what receipts say and by what the target has. */
final class Judgement {

    private final Batch batch;
    private final LoadPolicy policy;
    private final Outcomes outcomes;
    private final String kind;
    private final List<LoadItem> items = new ArrayList<>();
    private final List<Located> asTheyAre = new ArrayList<>();
    private final Set<String> writtenBefore = new HashSet<>();
    private final Map<String, Written> written = new HashMap<>();
    private final Set<String> gone = new HashSet<>();

    Judgement(Batch batch, LoadPolicy policy, Outcomes outcomes, String kind) {
        this.batch = batch;
        this.policy = policy;
        this.outcomes = outcomes;
        this.kind = kind;
    }

    /** What is to be sent. */
    List<LoadItem> items() {
        return items;
    }

    /** What is in the target as it should be, and needs a receipt only. */
    List<Located> asTheyAre() {
        return asTheyAre;
    }

    /** Whether an attempt that nobody heard the end of wrote what is there. */
    boolean wasWrittenBefore(String originId) {
        return writtenBefore.contains(originId);
    }

    /** What the target will have of each when that is done. */
    Map<String, Written> written() {
        return written;
    }

    /** Origin ids whose receipts are no longer true. */
    Set<String> gone() {
        return gone;
    }

    /** Origin ids that need an intent. */
    Set<String> intents() {
        Set<String> ids = new HashSet<>();
        items.forEach(item -> ids.add(item.record().id()));
        asTheyAre.forEach(located -> ids.add(located.originId()));
        return ids;
    }

    void create(Record record) {
        items.add(new LoadItem(record, null));
        written.put(record.id(), Written.of(record.body()));
    }

    /** An earlier execution loaded them, or was about to update them. */
    void known(List<Record> records, Map<String, Receipt> receipts) {
        List<Located> located = records.stream()
                .map(record -> new Located(record.id(), targetId(receipts, record)))
                .toList();
        Present present = Present.of(batch.target(), kind, located);
        for (Record record : records) {
            Receipt receipt = Objects.requireNonNull(receipts.get(record.id()));
            String targetId = targetId(receipts, record);
            ObjectNode theirs = present.body(record.id());
            boolean same = receipt.state() == Receipt.State.CONFIRMED
                    && receipt.contentHash().equals(ContentHash.of(record.body()));
            if (theirs == null && !present.isUnreadable(record.id())) {
                outcomes.recreated(record, targetId);
                gone.add(record.id());
                create(record);
            } else if (same) {
                outcomes.unchanged(kind, record.id(), new Located(record.id(), targetId), receipt);
            } else if (theirs == null) {
                items.add(new LoadItem(record, targetId));
                written.put(record.id(), Written.of(record.body()));
            } else {
                if (receipt.state() == Receipt.State.INTENDED) {
                    writtenBefore.add(record.id());
                }
                merge(record, targetId, theirs, base(receipt));
            }
        }
    }

    /** An earlier attempt may have created them. */
    void doubtful(List<Record> records) {
        if (records.isEmpty()) {
            return;
        }
        located(records, batch.target().findByOrigin(kind, creations(records)), new Merge.Base.Ours(), false);
    }

    /** Nobody here loaded them, and the target may have them all the same. */
    void adopt(List<Record> records) {
        if (records.isEmpty()) {
            return;
        }
        located(records, batch.target().findAnywhere(kind, creations(records)), new Merge.Base.Unknown(), true);
    }

    private void located(List<Record> records, Map<String, List<String>> found, Merge.Base base, boolean adopted) {
        List<Located> there = new ArrayList<>();
        for (Record record : records) {
            List<String> ids = found.getOrDefault(record.id(), List.of());
            if (ids.isEmpty()) {
                create(record);
            } else if (adopted && policy.existing() == LoadPolicy.Existing.REJECT) {
                outcomes.exists(record, ids.getFirst());
            } else {
                there.add(new Located(record.id(), ids.getFirst()));
            }
        }
        Present present = Present.of(batch.target(), kind, there);
        Map<String, Record> byId = new HashMap<>();
        records.forEach(record -> byId.put(record.id(), record));
        for (Located one : there) {
            Record record = Objects.requireNonNull(byId.get(one.originId()));
            ObjectNode theirs = present.body(one.originId());
            if (theirs == null) {
                create(record); // it went away between the two questions
                continue;
            }
            if (adopted) {
                outcomes.adopted(record, one.targetId());
            } else {
                writtenBefore.add(record.id());
            }
            merge(record, one.targetId(), theirs, base);
        }
    }

    private void merge(Record record, String targetId, ObjectNode theirs, Merge.Base base) {
        boolean overwrite = policy.conflicts() == LoadPolicy.Conflicts.OVERWRITE;
        Merge merge = Merge.of(record.body(), theirs, base, overwrite);
        merge.conflicts().forEach(place -> outcomes.conflict(record, place, policy.conflicts()));
        if (!merge.conflicts().isEmpty() && policy.conflicts() == LoadPolicy.Conflicts.REJECT) {
            outcomes.rejectedConflict();
            return;
        }
        written.put(record.id(), merge.written());
        if (merge.changes()) {
            items.add(new LoadItem(new Record(record.kind(), record.id(), merge.body()), targetId));
        } else {
            asTheyAre.add(new Located(record.id(), targetId));
        }
    }

    private static Merge.Base base(Receipt receipt) {
        Written before = receipt.written();
        // A receipt without it is of a release that kept none: as that one did, its values are taken for ours.
        return before == null ? new Merge.Base.Ours() : new Merge.Base.Known(before);
    }

    private static List<LoadItem> creations(List<Record> records) {
        return records.stream().map(record -> new LoadItem(record, null)).toList();
    }

    private static String targetId(Map<String, Receipt> receipts, Record record) {
        return String.valueOf(Objects.requireNonNull(receipts.get(record.id())).targetId());
    }
}
