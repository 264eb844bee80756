package io.drover.coordinator.journal;

import io.drover.contracts.Messages;

/** What happened is too long for the journal, so it must not happen: it is refused where it came from. */
public final class EntryTooLongException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EntryTooLongException(int bytes) {
        super("a journal entry of " + bytes + " bytes is over the limit of " + Messages.MAX_BYTES);
    }
}
