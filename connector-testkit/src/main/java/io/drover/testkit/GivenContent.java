package io.drover.testkit;

import io.drover.spi.Content;
import io.drover.spi.ContentLostException;
import io.drover.spi.ContentToLoad;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A content that a target is asked to take.
 *
 * @param bytes null when the source does not give it
 * @param lost whether the source gives no more after these bytes, though there should be more
 */
record GivenContent(Content content, @Nullable Content replaces, byte @Nullable [] bytes, boolean lost)
        implements ContentToLoad {

    static GivenContent of(String id, byte[] bytes) {
        return new GivenContent(Content.of(id, id, (long) bytes.length), null, bytes, false);
    }

    GivenContent replacing(Content other) {
        return new GivenContent(content, other, bytes, lost);
    }

    static GivenContent gone(String id) {
        return new GivenContent(Content.of(id, id, 7L), null, null, false);
    }

    static GivenContent lostAfter(String id, byte[] bytes) {
        return new GivenContent(Content.of(id, id, bytes.length + 1L), null, bytes, true);
    }

    @Override
    public Optional<InputStream> open() {
        if (bytes == null) {
            return Optional.empty();
        }
        InputStream given = new ByteArrayInputStream(bytes);
        return Optional.of(lost ? new SequenceInputStream(given, new Lost()) : given);
    }

    private static final class Lost extends InputStream {
        @Override
        public int read() throws IOException {
            throw new ContentLostException("the rest is gone");
        }

        @Override
        public int read(byte[] into, int from, int most) throws IOException {
            return read();
        }
    }
}
