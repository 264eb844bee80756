package io.drover.api;

import java.util.Optional;

/** An audit that is checked line by line; nothing is kept of the lines. */
public final class AuditChain {

    private AuditHead head = AuditHead.NONE;
    private Optional<String> broken = Optional.empty();

    /** Takes the next line. After a broken one, no other is looked at. */
    public void accept(String line) {
        if (broken.isPresent()) {
            return;
        }
        try {
            head = head.after(AuditLine.read(head, line));
        } catch (IllegalArgumentException e) {
            broken = Optional.of("line " + (head.count() + 1) + ": " + e.getMessage());
        }
    }

    /** Where the lines end that are right. */
    public AuditHead head() {
        return head;
    }

    /** The first broken line and what is wrong with it. */
    public Optional<String> broken() {
        return broken;
    }

    /** What is wrong with the chain's end, where the execution says that it ends elsewhere. */
    public Optional<String> endsAt(AuditHead end) {
        return head.equals(end)
                ? Optional.empty()
                : Optional.of("the chain has " + head.count() + " entries and ends with " + head.head()
                        + ", the execution says " + end.count() + " and " + end.head()
                        + ": entries were cut off or added");
    }
}
