package io.drover.sandbox.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the endpoint of a path by walking it segment by segment: no regular expressions on the way of a request. */
public final class Routes {

    /** An endpoint and the values of its placeholders. */
    record Match(Endpoint endpoint, List<String> params) {}

    private static final String ANY = "*";

    private static final class Node {
        private final Map<String, Node> literal = new HashMap<>();
        private final Map<String, Endpoint> byMethod = new HashMap<>();
        private @Nullable Node any;
    }

    private final String system;
    private final Node root = new Node();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final Around around;
    private Endpoint unknown;

    /** Puts something around every handler. */
    @FunctionalInterface
    public interface Around {
        Endpoint.Handler around(String template, Endpoint.Handler handler);
    }

    /** @param system first word of every endpoint's name */
    public Routes(String system) {
        this(system, (template, handler) -> handler);
    }

    public Routes(String system, Around around) {
        this.system = system;
        this.around = around;
        Endpoint.Handler nothing = call -> PlayedAnswer.bare(404);
        this.unknown = unknown(nothing);
    }

    public Routes get(String template, Endpoint.Handler handler) {
        return add("GET", template, false, around.around(template, handler));
    }

    public Routes post(String template, Endpoint.Handler handler) {
        return add("POST", template, false, around.around(template, handler));
    }

    public Routes put(String template, Endpoint.Handler handler) {
        return add("PUT", template, false, around.around(template, handler));
    }

    public Routes delete(String template, Endpoint.Handler handler) {
        return add("DELETE", template, false, around.around(template, handler));
    }

    /** A route that needs no token. */
    public Routes open(String method, String template, Endpoint.Handler handler) {
        return add(method, template, true, around.around(template, handler));
    }

    /** A route whose requests are taken as they come. */
    public Routes streamed(String method, String template, Endpoint.Streamed streamed) {
        return add(method, template, false, streamed);
    }

    /** For all methods that a path has no route of its own for; it needs no token. */
    public Routes anyMethod(String template, Endpoint.Streamed streamed) {
        return add(ANY, template, true, streamed);
    }

    /** The end of everything that has no route. */
    public Routes otherwise(Endpoint.Handler handler) {
        unknown = unknown(handler);
        return this;
    }

    /** The same for requests that are taken as they come. */
    public Routes otherwiseStreamed(Endpoint.Streamed streamed) {
        unknown = unknown(streamed);
        return this;
    }

    private Endpoint unknown(Endpoint.Work work) {
        return new Endpoint(system, "no", "such path", true, work);
    }

    Endpoint unknown() {
        return unknown;
    }

    /** All of them, the last of which is for what has no route. */
    public List<Endpoint> endpoints() {
        List<Endpoint> all = new ArrayList<>(endpoints);
        all.add(unknown);
        return all;
    }

    private Routes add(String method, String template, boolean open, Endpoint.Work work) {
        Node node = root;
        for (String segment : template.substring(1).split("/", -1)) {
            if (segment.startsWith("{")) {
                node.any = node.any == null ? new Node() : node.any;
                node = node.any;
            } else {
                node = node.literal.computeIfAbsent(segment, s -> new Node());
            }
        }
        Endpoint endpoint = new Endpoint(system, method, template, open, work);
        node.byMethod.put(method, endpoint);
        endpoints.add(endpoint);
        return this;
    }

    /**
     * The endpoint of a path.
     *
     * @param from where in the path this system's part begins (at a slash)
     */
    Match find(String method, String path, int from) {
        Node node = root;
        List<String> params = List.of();
        int at = from + 1;
        while (at <= path.length()) {
            int end = path.indexOf('/', at);
            end = end < 0 ? path.length() : end;
            String segment = path.substring(at, end);
            Node next = node.literal.get(segment);
            if (next == null) {
                next = node.any;
                params = params.isEmpty() ? new ArrayList<>(3) : params;
                params.add(IncomingRequest.decode(segment));
            }
            if (next == null) {
                return new Match(unknown, List.of());
            }
            node = next;
            at = end + 1;
        }
        Endpoint endpoint = node.byMethod.get(method);
        endpoint = endpoint == null ? node.byMethod.get(ANY) : endpoint;
        return endpoint == null ? new Match(unknown, List.of()) : new Match(endpoint, params);
    }
}
