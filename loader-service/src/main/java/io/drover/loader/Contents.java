package io.drover.loader;

import io.drover.spi.ConnectorException;
import io.drover.spi.Content;
import io.drover.spi.ContentToLoad;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.LoadItem;
import io.drover.spi.Record;
import io.drover.worker.Batch;
import io.drover.worker.Claims;
import io.drover.worker.ContentLedger;
import io.drover.worker.ContentReceipt;
import io.drover.worker.Uninterrupted;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a batch's records: which of them the target has to take, and proof of those that it took. By receipts it is known what
 * was sent, by the target what is there; what is there and may be ours is never sent beside it, but in its place.
 */
final class Contents {

    private static final int CONFIRM_AT = 100;
    /** After so much it is not sent again for the sake of a receipt. */
    private static final long CONFIRM_AT_BYTES = 16L << 20;

    private final Batch batch;
    private final ContentLedger ledger;
    private final Claims.Claim claim;
    private final String entityType;
    private final LoadPolicy policy;
    private final Map<String, Map<String, ContentReceipt>> receipts = new HashMap<>();
    private final Map<String, Map<String, SourceContent>> sending = new HashMap<>();
    private final List<ContentReceipt> taken = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private final List<ContentReceipt> unconfirmed = new ArrayList<>();
    private long unconfirmedBytes;
    private long count;
    private long bytes;
    private long lost;

    Contents(Batch batch, ContentLedger ledger, Claims.Claim claim, String entityType, LoadPolicy policy) {
        this.batch = batch;
        this.ledger = ledger;
        this.claim = claim;
        this.entityType = entityType;
        this.policy = policy;
    }

    /** Reads the receipts of these records' contents. */
    void look(Collection<Record> records) {
        boolean all = batch.command().source() != null; // one may have had contents that it has no more
        List<String> ids = records.stream()
                .filter(record -> all || !record.contents().isEmpty())
                .map(Record::id)
                .toList();
        Map<String, Map<String, ContentReceipt>> found =
                ledger.find(batch.command().route(), entityType, ids);
        ids.forEach(id -> receipts.put(id, found.getOrDefault(id, Map.of())));
    }

    /** Whether receipts say that the target took all of them. */
    boolean areAllThere(Record record) {
        return !areTaken(record)
                || record.contents().stream().allMatch(content -> {
                    ContentReceipt receipt = receipts(record).get(content.id());
                    return receipt != null && receipt.isUpToDate(content);
                });
    }

    /** Of a record that is created. */
    List<ContentToLoad> all(Record record) {
        return areTaken(record)
                ? record.contents().stream()
                        .map(content -> send(record, content, null))
                        .toList()
                : List.of();
    }

    /**
     * What the target has not, or not as it should be.
     *
     * @param there what it has
     */
    List<ContentToLoad> missing(Record record, List<Content> there) {
        tellGone(record);
        if (!areTaken(record)) {
            return List.of();
        }
        Map<String, Content> byId = new HashMap<>();
        there.forEach(content -> byId.putIfAbsent(content.id(), content));
        List<ContentToLoad> missing = new ArrayList<>();
        for (Content content : record.contents()) {
            ContentReceipt receipt = receipts(record).get(content.id());
            Content found = byId.get(content.id());
            switch (verdict(content, receipt, found)) {
                case SEND -> missing.add(send(record, content, found));
                case TAKE -> take(record, content, Objects.requireNonNull(found));
                case LEAVE -> {}
            }
        }
        return missing;
    }

    private enum Verdict {
        SEND,
        /** It is there: a receipt is all that it lacks. */
        TAKE,
        /** It is there as it should be, or somebody else's, which reading back tells. */
        LEAVE
    }

    private Verdict verdict(Content wanted, @Nullable ContentReceipt receipt, @Nullable Content there) {
        if (there == null) {
            return Verdict.SEND;
        }
        boolean overwrites = policy.conflicts() == LoadPolicy.Conflicts.OVERWRITE;
        if (receipt != null && receipt.isConfirmed()) {
            boolean sends = receipt.differs(there) ? overwrites : !receipt.isUpToDate(wanted);
            return sends ? Verdict.SEND : Verdict.LEAVE;
        }
        if (receipt != null && receipt.targetId() != null) {
            return Verdict.SEND; // it was to be replaced, and which of the two is there, nobody knows
        }
        boolean same = wanted.size() != null
                && wanted.size().equals(there.size())
                && !ContentReceipt.differ(wanted.sha256(), there.sha256());
        return same ? Verdict.TAKE : receipt != null || overwrites ? Verdict.SEND : Verdict.LEAVE;
    }

    private Map<String, ContentReceipt> receipts(Record record) {
        return receipts.getOrDefault(record.id(), Map.of());
    }

    /** Where the plan has no source for it, the target takes none: then it is told and the record goes without. */
    private boolean areTaken(Record record) {
        if (batch.command().source() != null) {
            return true;
        }
        if (told.add(record.id())) {
            record.contents()
                    .forEach(content -> tell(
                            record.id(),
                            content,
                            "CONTENT_NOT_TAKEN",
                            content.name(),
                            "The target takes no contents with these records; the record is there without it."));
        }
        return false;
    }

    private void tellGone(Record record) {
        Set<String> here = new HashSet<>();
        record.contents().forEach(content -> here.add(content.id()));
        receipts(record).values().stream()
                .filter(receipt -> receipt.isConfirmed() && !here.contains(receipt.contentId()))
                .forEach(receipt -> batch.finding(new Finding(
                        "CONTENT_GONE_FROM_SOURCE",
                        Severity.WARNING,
                        entityType,
                        record.id(),
                        receipt.contentId(),
                        "is " + receipt.targetId() + " in the target",
                        "It was loaded before, and the record of the source does not have it any more; delete it in the"
                                + " target if it should go there, too.")));
    }

    private ContentToLoad send(Record record, Content content, @Nullable Content replaces) {
        SourceContent one = new SourceContent(
                record.id(),
                content,
                replaces,
                batch::source,
                claim::checkOwnership,
                why -> tell(record.id(), content, why.code(), why.evidence(), why.advice()));
        sending.computeIfAbsent(record.id(), id -> new LinkedHashMap<>()).put(content.id(), one);
        return one;
    }

    private void take(Record record, Content content, Content there) {
        taken.add(ContentReceipt.confirmed(record.id(), content, there.id(), null, there.size()));
    }

    private synchronized void tell(String originId, Content content, String code, String evidence, String advice) {
        lost++;
        batch.finding(new Finding(code, Severity.ERROR, entityType, originId, content.name(), evidence, advice));
    }

    /** Receipts for what is there already. */
    void confirmTaken() {
        ledger.confirm(claim, entityType, List.copyOf(taken));
        taken.clear();
    }

    /** Before the target is touched. */
    void intend(List<LoadItem> items) {
        List<ContentReceipt> intents = new ArrayList<>();
        items.forEach(item -> item.contents()
                .forEach(content ->
                        intents.add(ContentReceipt.intended(item.record().id(), content.content()))));
        ledger.intend(claim, entityType, intents);
    }

    /** The target has it. */
    void attached(String originId, String contentId, String targetId) {
        SourceContent content = known(originId, contentId);
        String sha256 = content.sha256()
                .orElseThrow(() -> lost(originId, contentId, "says that it sent it, and did not read it to its end"));
        content.answer();
        batch.write("contents", AttachedContent.of(originId, content.content(), targetId, sha256, content.size()));
        boolean full;
        synchronized (this) {
            count++;
            bytes += content.size();
            unconfirmedBytes += content.size();
            unconfirmed.add(ContentReceipt.confirmed(originId, content.content(), targetId, sha256, content.size()));
            full = unconfirmed.size() >= CONFIRM_AT || unconfirmedBytes >= CONFIRM_AT_BYTES;
        }
        if (full) {
            confirm();
        }
    }

    /** The target has said why it does not have it. */
    void notAttached(String originId, String contentId) {
        known(originId, contentId).answer();
        synchronized (this) {
            lost++;
        }
    }

    /** A record is loaded when of each of its contents it is known what became of it. */
    void checkAllAnswered(String originId) {
        sending.getOrDefault(originId, Map.of()).values().stream()
                .filter(content -> !content.isAnswered())
                .findFirst()
                .ifPresent(content -> {
                    throw lost(originId, content.content().id(), "did not say what became of it");
                });
    }

    private SourceContent known(String originId, String contentId) {
        return Optional.ofNullable(sending.getOrDefault(originId, Map.of()).get(contentId))
                .orElseThrow(() -> lost(originId, contentId, "was not asked to send it"));
    }

    private static ConnectorException lost(String originId, String contentId, String how) {
        return new ConnectorException(
                "CONNECTOR_LOST_CONTENTS",
                FailureType.INTERNAL,
                "Of content " + contentId + " of record " + originId + " the target's connector " + how);
    }

    /** Says of what the target has taken so far that it has. */
    void confirm() {
        List<ContentReceipt> all;
        synchronized (this) {
            all = List.copyOf(unconfirmed);
            unconfirmed.clear();
            unconfirmedBytes = 0;
        }
        if (!all.isEmpty()) {
            Uninterrupted.run(() -> ledger.confirm(claim, entityType, all));
        }
    }

    /** Only where there were any. */
    synchronized void tellTotals() {
        if (count + lost > 0) {
            batch.total("contents", count);
            batch.total("contentBytes", bytes);
            batch.total("contentsMissing", lost);
        }
    }
}
