package io.drover.http;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param path after the base URL, with query; holds no secret, since messages name it
 * @param contentType of the body
 * @param largestAnswer how many bytes the answer may have; a longer one is {@code ANSWER_TOO_LARGE} and is read no further
 */
public record Call(Method method, String path, byte @Nullable [] body, String contentType, int largestAnswer) {

    /** What an answer may have unless a call says less: no record comes near, and an eighth of the heap of a service. */
    public static final int LARGEST_ANSWER = 32 << 20;

    private static final String JSON = "application/json";

    /** Words of HTTP. */
    public enum Method {
        GET,
        POST,
        PUT,
        DELETE
    }

    /** One whose answer may be as long as any. */
    public Call(Method method, String path, byte @Nullable [] body, String contentType) {
        this(method, path, body, contentType, LARGEST_ANSWER);
    }

    public static Call get(String path) {
        return new Call(Method.GET, path, null, JSON);
    }

    public static Call post(String path, JsonNode body) {
        return new Call(Method.POST, path, WireJson.bytes(body), JSON);
    }

    public static Call put(String path, JsonNode body) {
        return new Call(Method.PUT, path, WireJson.bytes(body), JSON);
    }

    /** A PUT without a body. */
    public static Call put(String path) {
        return new Call(Method.PUT, path, new byte[0], JSON);
    }

    /** @param bytes how long the answer may be, unpacked; at most {@link #LARGEST_ANSWER} */
    public Call atMost(int bytes) {
        return new Call(method, path, body, contentType, Math.min(bytes, LARGEST_ANSWER));
    }

    /** Method and path without the query, for messages. */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return method + " " + (query < 0 ? path : path.substring(0, query));
    }
}
