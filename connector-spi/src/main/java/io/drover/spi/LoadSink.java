package io.drover.spi;

import com.fasterxml.jackson.databind.JsonNode;

/** Takes what became of each item. Safe to call from several threads. */
public interface LoadSink {

    /** The record is in the target: call this as soon as the target answered. */
    void loaded(String originId, String targetId);

    /**
     * The target gave a record that it created a value where none was sent, such as a field's default: tell it before {@link
     * #loaded}. A later run then knows that nobody chose that value, and may write another.
     *
     * @param place as in the record's body, for example {@code fields.Status}
     */
    void given(String originId, String place, JsonNode value);

    /**
     * The target has a content of this record whole: call this as soon as it answered, and before {@link #loaded}.
     *
     * @param targetId what the target calls it
     */
    void attached(String originId, String contentId, String targetId);

    /**
     * The target does not take a content, or never said whether it did; its record is loaded all the same. Not for what the source did
     * not give.
     *
     * @param why about the record, its field the content's name, of severity ERROR
     */
    void notAttached(String originId, String contentId, Finding why);

    /** The target refused the record for good; {@code why} has severity ERROR. */
    void rejected(String originId, Finding why);

    /**
     * The target never said clearly whether it has the record: it may. Counted as rejected, and looked for before anything
     * is sent for it again; {@code why} has severity ERROR.
     */
    void unsettled(String originId, Finding why);

    /** Something worth knowing about a record that is loaded all the same. */
    void finding(Finding finding);

    /**
     * Fails when this attempt no longer owns its batch. Ask right before each request that creates or changes something,
     * and before each repetition of it: after every wait, for a permit as for a pause. An update that comes late would put an
     * older body over the one that the owner wrote.
     *
     * @throws ConnectorException of type INTERNAL, code {@code STALE_ATTEMPT}
     */
    void checkOwnership();
}
