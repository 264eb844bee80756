package io.drover.spi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;

/** One attempt at one operation, as a connector sees it: what to read, what to leave, what to remember. */
public interface Task {

    /** Settings of the step and of the migration; {@code at} is when the execution began, RFC 3339. */
    ObjectNode options();

    /** How often this operation has answered {@link Answer.NotYet} since it was begun; 0 when it is to be begun. */
    int asked();

    /** The facts that it told before it answered {@link Answer.NotYet}, by their words: for example the id of what it started. */
    Map<String, String> remembered();

    /** Whether there is a file under this name. */
    boolean has(String input);

    /**
     * Opens a file that an earlier step left. At its end the stream proves that it was read whole and unchanged.
     *
     * @throws IOException from any read, the one that meets the end included, when the file is not what was left
     */
    InputStream open(String input) throws IOException;

    /** SHA-256 of a file that an earlier step left, hex. */
    String sha256(String input);

    /** Length of a file that an earlier step left, in bytes. */
    long size(String input);

    /**
     * Begins a file. It is kept sealed, in constant memory, and is there for later steps when the operation has ended well.
     * Close it: a file that is not closed is thrown away.
     */
    OutputStream create(String part) throws IOException;

    void finding(Finding finding);

    /** Tells a number to plan with, to consent to and to reconcile, for example {@code unarchived}; small words. */
    void total(String word, long count);

    /** Tells a word to decide and to consent by, for example {@code version}; at most 200 characters and never a secret. */
    void fact(String word, String value);

    /** The record of what this attempt does. */
    Evidence evidence();

    /**
     * Says that from here on something may be changed outside; called before each first change, more often is the same. What an
     * attempt did not begin may be commanded again automatically, what it began may not, unless its traits say {@code SAFE}. An
     * operation that changes things over HTTP only need not call this, since a request counts; one that runs programs must. Of a
     * destructive one, the deed counts as begun before {@link Operations#run} is called. When {@link #asked()} is above zero neither
     * counts, since it only looks: then this has to be called before anything else is changed.
     *
     * @throws ConnectorException {@code INTERRUPTED} when another delivery of this attempt began before, {@code STALE_ATTEMPT} when
     *     another attempt may have begun; then nothing may be done
     * @throws java.io.UncheckedIOException when the mark cannot be kept; then nothing may be done
     */
    void deed();

    /**
     * Asked while something that cannot be taken back waits, for example for its turn: whether the wait is worth going on. It lets
     * nothing be done: {@link #checkPermit} is asked all the same, after the wait.
     *
     * @throws ConnectorException {@code STALE_ATTEMPT} or {@code CONSENT_EXPIRED}; then nothing may be sent
     */
    void checkWait();

    /**
     * The last question before something cannot be taken back: whether this attempt may still do it. Asked
     * when nothing is left to wait for, since what it answers may be over a moment later.
     *
     * @throws ConnectorException {@code STALE_ATTEMPT} or {@code CONSENT_EXPIRED}; then nothing may be sent
     */
    void checkPermit();
}
