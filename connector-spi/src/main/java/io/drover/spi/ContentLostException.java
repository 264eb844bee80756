package io.drover.spi;

import java.io.IOException;

/**
 * A content that was begun cannot be had to its end: the source does not give the rest, or gave other bytes than it said. A target leaves
 * nothing of it and goes on with what follows; about the content it need tell nothing.
 */
public final class ContentLostException extends IOException {

    private static final long serialVersionUID = 1L;

    public ContentLostException(String message) {
        super(message);
    }
}
