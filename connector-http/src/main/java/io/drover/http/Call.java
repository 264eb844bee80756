package io.drover.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param path after the base URL, with query; holds no secret, since messages name it
 * @param contentType of the body
 * @param expected answers that are no trouble to the caller although they usually ask for a repetition
 */
public record Call(Method method, String path, byte @Nullable [] body, String contentType, Set<Integer> expected) {

    private static final String JSON = "application/json";

    /** Words of HTTP. */
    public enum Method {
        GET,
        POST,
        PUT,
        DELETE
    }

    public static Call get(String path) {
        return new Call(Method.GET, path, null, JSON, Set.of());
    }

    public static Call post(String path, JsonNode body) {
        return new Call(Method.POST, path, Json.bytes(body), JSON, Set.of());
    }

    public static Call put(String path, JsonNode body) {
        return new Call(Method.PUT, path, Json.bytes(body), JSON, Set.of());
    }

    /** A PUT without a body. */
    public static Call put(String path) {
        return new Call(Method.PUT, path, new byte[0], JSON, Set.of());
    }

    public Call expecting(Integer... statuses) {
        return new Call(method, path, body, contentType, Set.of(statuses));
    }

    /** Method and path without the query, for messages. */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return method + " " + (query < 0 ? path : path.substring(0, query));
    }
}
