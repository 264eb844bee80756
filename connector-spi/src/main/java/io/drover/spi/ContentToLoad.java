package io.drover.spi;

import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A content that the target has to take, as a stream out of the source. */
public interface ContentToLoad {

    Content content();

    /** What the target has under its id, as {@link Target#fetch} told it, and which it takes the place of; null where it has none. */
    @Nullable
    Content replaces();

    /**
     * Its bytes from the first to the last; asked again, they begin anew. A cut of the source's connection is not seen here. Open it
     * before a connection to the target is taken, so that none waits for the other; read it to its end, and close it.
     *
     * @return empty when the source does not give it: nothing is sent then, and it has been told already. When that turns out later, a
     *     read throws {@link ContentLostException}
     * @throws ConnectorException when the source fails; a read of the stream may throw it, too. Let it through: the batch is tried again
     */
    Optional<InputStream> open();
}
