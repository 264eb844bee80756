package io.drover.coordinator.audit;

import io.drover.api.AuditChain;
import io.drover.api.AuditHead;
import io.drover.contracts.AuditSignatures;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An audit as its table holds it, proven line by line; then against what is kept of it elsewhere. */
public final class AuditLines {

    private final String execution;
    private final AuditSignatures signatures;
    private final AuditChain chain = new AuditChain();
    /** By hash: the line's number, and whether it is signed. */
    private final Map<String, Line> lines = new HashMap<>();

    private Optional<String> broken = Optional.empty();
    private long signed;

    private record Line(long seq, boolean signed) {}

    public AuditLines(String execution, AuditSignatures signatures) {
        this.execution = execution;
        this.signatures = signatures;
    }

    /** Takes the next line. After a broken one, no other is looked at. */
    public void accept(String line, @Nullable String signature) {
        if (broken.isPresent()) {
            return;
        }
        chain.accept(line);
        AuditHead head = chain.head();
        if (chain.broken().isPresent()) {
            broken = chain.broken();
        } else if (signature == null && signed > 0) {
            broken = Optional.of("line " + head.count() + ": it has no signature, and lines before it have one: it was"
                    + " put there past Drover, or changed after it was written");
        } else if (signature != null && !signatures.signed(execution, head.count(), head.head(), signature)) {
            broken = Optional.of("line " + head.count() + ": its signature is not of this line by this installation's"
                    + " key: it, or a line before it, was changed after it was written, and the hashes computed anew");
        } else {
            signed += signature == null ? 0 : 1;
            lines.put(head.head(), new Line(head.count(), signature != null));
        }
    }

    /** Compares the end of the lines with what the execution says. */
    void endsAt(AuditHead end) {
        if (broken.isEmpty()) {
            broken = chain.endsAt(end);
        }
    }

    /**
     * The last line that these heads confirm; 0 for none. One that names no line breaks the audit.
     *
     * @param heads in the order in which they were written
     */
    long confirm(String where, Iterable<AnchoredHead> heads) {
        long upTo = 0;
        for (AnchoredHead head : heads) {
            Line line = lines.get(head.head());
            Long count = head.count();
            if (line == null || (count != null && count != line.seq())) {
                missing(where, head, upTo + 1);
                return upTo;
            }
            if (head.signed() && !line.signed()) {
                breaks("line " + line.seq() + ": it has no signature, and " + where + " (" + head.place()
                        + ") has it from a release that signs: it was put there past Drover");
            }
            upTo = Math.max(upTo, line.seq());
        }
        return upTo;
    }

    private void missing(String where, AnchoredHead head, long first) {
        breaks("line " + first + ": " + where + " (" + head.place() + ") says that a line had the hash " + head.head()
                + ", and none has: it, or a later one, was changed or cut off");
    }

    private void breaks(String why) {
        broken = broken.or(() -> Optional.of(why));
    }

    public AuditHead head() {
        return chain.head();
    }

    long signed() {
        return signed;
    }

    public Optional<String> broken() {
        return broken;
    }
}
