package io.drover.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/**
 * An answer that is read as it comes.
 *
 * @param headers the first value of each, by its name in lower case
 * @param delimited whether the body says where it ends (a length, or chunks): else one that was cut off looks like a whole one
 * @param body at an end in the wrong place it throws
 */
public record Arriving(int status, Map<String, String> headers, boolean delimited, InputStream body) {

    /** Reads an answer. What it leaves of the body is thrown away. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(Arriving answer) throws IOException;
    }

    @Override
    public String toString() {
        return "Arriving[" + status + "]";
    }
}
