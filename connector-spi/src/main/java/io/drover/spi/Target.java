package io.drover.spi;

import java.util.List;
import java.util.Map;

/** The writing side of a connector, opened for one batch and closed after it. */
public interface Target extends AutoCloseable {

    /** Like {@link Source#check()}; also proves the right to write. */
    Check check();

    /** The fields that records of the target have now. */
    TargetSchema schema();

    /**
     * Brings the target to the point where {@code wanted} exist: creates missing fields, adds missing allowed values,
     * activates both. Safe to repeat. What cannot be created is missing from the answer and has a finding.
     */
    Prepared prepare(List<TargetField> wanted);

    /**
     * Writes records, and where the entity type says {@link EntityType.Can#ATTACH} their contents. Each item reaches {@code sink} exactly once, as loaded or as rejected, unless the call throws.
     * Nothing is sent twice within a call when the system might have done it the first time. Of each content it is told what became
     * of it before its record is told as loaded; the id that it has in the source is kept with it, so that {@link #fetch} can tell it.
     *
     * @throws ConnectorException when the batch cannot go on; items that did not reach the sink are then in doubt
     */
    void load(List<LoadItem> items, LoadSink sink);

    /**
     * Looks for records that an earlier attempt may have created, in a way that sees its own writes at once.
     *
     * @param items references resolved, none with a target id
     * @return target ids by origin id, of those found
     */
    Map<String, List<String>> findByOrigin(String entityType, List<LoadItem> items);

    /**
     * How many records of an entity type the target holds that say where they came from, whoever wrote them. One request or a few;
     * may lag behind what was written a moment ago.
     */
    long countOrigins(String entityType);

    /**
     * Looks for records by their origin wherever they are in the target. Cheaper than {@link #findByOrigin}, and may lag
     * behind what was written a moment ago.
     *
     * @return target ids by origin id, of those found
     */
    Map<String, List<String>> findAnywhere(String entityType, List<LoadItem> items);

    /**
     * Reads back. A found record reaches {@code sink} with its origin id and a body of the same form as was loaded
     * (references resolved); one that is gone does not reach it; one that is there twice reaches it twice. It has its contents as the
     * target has them, its own writes at once: under the ids that they had in the source, with size and hash as far as the target tells
     * them, and {@code at} for {@link #open}.
     */
    void fetch(String entityType, List<Located> items, RecordSink sink);

    /**
     * Deletes records. Each item reaches {@code sink} exactly once, as deleted, also where it was not there any more, or as refused,
     * unless the call throws; it may be called again for all of them then. What belongs to a record goes with it; records that are
     * others' own do not: a target in which they would refuses it. Whether a record may go, its caller has asked {@link #fetch}.
     *
     * @throws ConnectorException when the batch cannot go on
     */
    default void delete(String entityType, List<Located> items, DeleteSink sink) {
        throw EntityType.unknown("This target", entityType);
    }

    /**
     * Opens a content that {@link #fetch} told, to compare it or to keep it. As {@link Source#open}.
     *
     * @return unavailable where the target takes contents and does not give them back
     */
    default OpenedContent open(Content content, long offset) {
        return new OpenedContent.Unavailable(
                "CONTENT_NOT_READABLE", content.name(), "The target does not give back what it was sent.");
    }

    @Override
    void close();
}
