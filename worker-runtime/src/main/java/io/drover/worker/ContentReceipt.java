package io.drover.worker;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Content;
import org.jspecify.annotations.Nullable;

/**
 * Proof that a content of a source record is one of its target record.
 *
 * @param sourceId origin id of the record
 * @param contentId id of the content in the source
 * @param state INTENDED: it was about to be sent, and the target may have it
 * @param seen what the source said of it then, see {@link #seen(Content)}
 * @param targetId what the target calls what was sent last and whole; null where nothing was
 * @param sha256 of that, hex; null also where the target had it already
 * @param size of that in bytes
 * @param execution that wrote this last
 */
public record ContentReceipt(
        String sourceId,
        String contentId,
        Receipt.State state,
        String seen,
        @Nullable String targetId,
        @Nullable String sha256,
        @Nullable Long size,
        String execution) {

    /** About to be sent. */
    public static ContentReceipt intended(String sourceId, Content content) {
        return new ContentReceipt(sourceId, content.id(), Receipt.State.INTENDED, seen(content), null, null, null, "");
    }

    /** In the target. */
    public static ContentReceipt confirmed(
            String sourceId, Content content, String targetId, @Nullable String sha256, @Nullable Long size) {
        return new ContentReceipt(
                sourceId, content.id(), Receipt.State.CONFIRMED, seen(content), targetId, sha256, size, "");
    }

    public boolean isConfirmed() {
        return state == Receipt.State.CONFIRMED;
    }

    /** Whether the source says of it what it said then. */
    public boolean isUpToDate(Content content) {
        return isConfirmed() && seen.equals(seen(content));
    }

    /** Whether this, which the target has now, is surely not what was sent. */
    public boolean differs(Content there) {
        return differ(sha256, there.sha256()) || differ(size, there.size());
    }

    /** What nobody says differs from nothing. */
    public static boolean differ(@Nullable Object one, @Nullable Object other) {
        return one != null && other != null && !one.equals(other);
    }

    /** All that tells one version of a content from another; not where it is. */
    static String seen(Content content) {
        ObjectNode told = JsonNodeFactory.instance.objectNode();
        told.put("name", content.name())
                .put("mediaType", content.mediaType())
                .put("size", content.size())
                .put("sha256", content.sha256())
                .put("version", content.version());
        return ContentHash.of(told).hex();
    }
}
