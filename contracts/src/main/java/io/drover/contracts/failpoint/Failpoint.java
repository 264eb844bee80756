package io.drover.contracts.failpoint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A moment at which a process may be made to go wrong, by a test that named a directory of traps when it started the process
 * (environment variable {@code DROVER_FAILPOINTS}). In all other processes {@link #pass} is one look at a constant.
 *
 * <p>A trap is a file {@code NAME.armed}; {@link Trap} says what is in it. It springs once: the file becomes
 * {@code NAME.fired}, and only the process that renamed it goes wrong.
 */
public enum Failpoint {
    /** Worker: a command was read from its topic; nothing has been done about it. */
    COMMAND_RECEIVED,
    /** Worker: the batch has no manifest yet; its operation is about to run. */
    BATCH_TAKEN,
    /** Worker: the attempt owns its batch; nothing outside has been touched. */
    BATCH_CLAIMED,
    /** Worker: a line was read or written, or a request is about to be sent. */
    MID_BATCH,
    /** Worker: the operation has returned; there is no manifest. */
    EFFECT_DONE,
    /** Worker: the manifest is committed; there is no result. */
    MANIFEST_WRITTEN,
    /** Worker: the result is on its topic; the command's offset is not committed. */
    RESULT_SENT,
    /** Coordinator: a result was read from its topic; nothing has been done about it. */
    RESULT_RECEIVED,
    /** Coordinator: a decision is written; its transaction is open. */
    DECIDED,
    /** Coordinator: a decision is committed; nothing of it has been sent. */
    COMMITTED,
    /** Coordinator: messages are taken from the outbox, not sent; their transaction is open. */
    RELAYING,
    /** Coordinator: messages are on their topics; the transaction that takes them from the outbox is open. */
    RELAYED,
    /** Coordinator: results are decided and committed; their offsets are not. */
    RESULTS_CLOSED;

    private static final String VARIABLE = "DROVER_FAILPOINTS";
    private static final @Nullable Path TRAPS = directory(System.getenv(VARIABLE));

    private static @Nullable Path directory(@Nullable String path) {
        return path == null || path.isBlank() ? null : Path.of(path);
    }

    /**
     * Goes by this moment, if a trap lets it.
     *
     * @param place what happens here, for example a batch; asked for its text only where there are traps
     */
    public void pass(Object place) {
        if (TRAPS != null) {
            Trap.pass(TRAPS, this, place.toString());
        }
    }
}
