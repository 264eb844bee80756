package io.drover.loader;

import io.drover.spi.Content;
import org.jspecify.annotations.Nullable;

/**
 * A content that an attempt sent, or found in the target as it should be.
 *
 * @param originId of its record
 * @param contentId its id in the source
 * @param sha256 of the bytes that were sent; null where the target had them
 * @param size in bytes
 */
record AttachedContent(
        String originId,
        String contentId,
        String name,
        String targetId,
        @Nullable String sha256,
        @Nullable Long size) {

    static AttachedContent of(
            String originId, Content content, String targetId, @Nullable String sha256, @Nullable Long size) {
        return new AttachedContent(originId, content.id(), content.name(), targetId, sha256, size);
    }
}
