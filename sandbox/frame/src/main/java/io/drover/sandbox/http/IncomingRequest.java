package io.drover.sandbox.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One request as a handler sees it. */
public final class IncomingRequest {

    private final List<String> params;
    private final Map<String, String> query;
    private final @Nullable String authorization;
    private final byte[] body;

    public IncomingRequest(
            List<String> params, @Nullable String rawQuery, @Nullable String authorization, byte[] body) {
        this.params = params;
        this.query = parse(rawQuery);
        this.authorization = authorization;
        this.body = body;
    }

    /** The n-th placeholder of the route. */
    public String param(int n) {
        return params.get(n);
    }

    public @Nullable String query(String name) {
        return query.get(name);
    }

    public String query(String name, String otherwise) {
        return query.getOrDefault(name, otherwise);
    }

    public Set<String> queryNames() {
        return query.keySet();
    }

    public Map<String, String> query() {
        return query;
    }

    public @Nullable String authorization() {
        return authorization;
    }

    public byte[] body() {
        return body;
    }

    /** A form body is written as a query is. */
    public Map<String, String> form() {
        return parse(new String(body, StandardCharsets.UTF_8));
    }

    private static Map<String, String> parse(@Nullable String raw) {
        if (raw == null || raw.isEmpty()) {
            return Map.of();
        }
        Map<String, String> values = new LinkedHashMap<>();
        int at = 0;
        while (at <= raw.length()) {
            int end = raw.indexOf('&', at);
            end = end < 0 ? raw.length() : end;
            int equal = raw.indexOf('=', at);
            if (equal < 0 || equal > end) {
                equal = end;
            }
            if (end > at) {
                values.put(decode(raw.substring(at, equal)), decode(raw.substring(Math.min(equal + 1, end), end)));
            }
            at = end + 1;
        }
        return values;
    }

    static String decode(String text) {
        return text.indexOf('%') < 0 && text.indexOf('+') < 0 ? text : URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
