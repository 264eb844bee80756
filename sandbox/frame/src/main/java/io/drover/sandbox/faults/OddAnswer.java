package io.drover.sandbox.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What certain requests are answered, to either system: those of one record, for example. Empty texts and zeros change
 * nothing.
 *
 * @param method of the request; empty for any
 * @param path a regular expression that is found in the path, or in path and query: {@code MM-T3/teststeps}
 * @param in a text that the request's body contains
 * @param times how many requests; 0 for all
 * @param done whether the request takes effect before
 * @param status of the answer; 0 for the right answer, of which only the following differs
 * @param text the body instead of the right one; used when there is a status
 * @param contentType of the body
 * @param headers beside the usual ones, such as {@code Retry-After}
 * @param charset the body is written in, and the content type says so
 * @param bom whether a byte order mark comes first (UTF-8)
 * @param encoding {@code gzip} or {@code deflate}, also unasked; any other word is said, over bytes that nobody can read
 * @param chunked whether the body comes in chunks instead of with its length
 * @param endless whether the body comes without its length, and ends when the connection closes, as HTTP/1.0 did
 * @param textNumbers whether each number of the right body, which is JSON, comes as a text
 * @param replace texts of the right body that come as others, such as the name of a field as another's
 * @param end how the answer ends
 */
public record OddAnswer(
        String method,
        String path,
        String in,
        int times,
        boolean done,
        int status,
        String text,
        String contentType,
        Map<String, String> headers,
        String charset,
        boolean bom,
        String encoding,
        boolean chunked,
        boolean endless,
        boolean textNumbers,
        Map<String, String> replace,
        End end) {

    /** How much of it arrives. */
    public enum End {
        WHOLE,
        /** Half of the body, then the connection closes. */
        CUT,
        /** Half of the body, then nothing. */
        STALLED,
        /** The connection closes instead. */
        CLOSED,
        /** Nothing, and the connection stays open. */
        SILENT
    }

    private static final OddAnswer NONE = new OddAnswer(
            "", "", "", 0, false, 0, "", "", Map.of(), "", false, "", false, false, false, Map.of(), End.WHOLE);

    public OddAnswer {
        method = method.toUpperCase(Locale.ROOT);
        headers = Map.copyOf(headers);
        replace = Map.copyOf(replace);
        Pattern.compile(path);
        if (times < 0 || (status != 0 && (status < 200 || status > 599))) {
            throw new IllegalArgumentException("times is at least 0, status from 200 to 599");
        }
        if (!charset.isEmpty()) {
            Charset.forName(charset);
        }
    }

    /**
     * @param parts what differs from the usual
     * @throws IllegalArgumentException for a word that does not exist, or a bad value
     */
    public static OddAnswer of(JsonNode parts) {
        return Parts.change(NONE, parts, "an answer is an object");
    }

    /** {@link #of(JsonNode)} with JSON as text. */
    public static OddAnswer of(String parts) {
        return of(Parts.json(parts));
    }

    /** @param path the text of {@link #path()}, found in the request's path */
    public static OddAnswer status(String path, int status, String text) {
        return of(JsonNodeFactory.instance
                .objectNode()
                .put("path", path)
                .put("status", status)
                .put("text", text));
    }
}
