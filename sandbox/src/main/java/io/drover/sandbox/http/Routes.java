package io.drover.sandbox.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the endpoint of a path by walking it segment by segment: no regular expressions on the way of a request. */
public final class Routes {

    /** An endpoint and the values of its placeholders. */
    public record Match(Endpoint endpoint, List<String> params) {}

    private static final class Node {
        private final Map<String, Node> literal = new HashMap<>();
        private final Map<String, Endpoint> byMethod = new HashMap<>();
        private @Nullable Node any;
    }

    private final String system;
    private final Node root = new Node();
    private final List<Endpoint> endpoints = new ArrayList<>();

    private final Around around;

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
    }

    public Routes get(String template, Endpoint.Handler handler) {
        return add("GET", template, false, handler);
    }

    public Routes post(String template, Endpoint.Handler handler) {
        return add("POST", template, false, handler);
    }

    public Routes put(String template, Endpoint.Handler handler) {
        return add("PUT", template, false, handler);
    }

    public Routes delete(String template, Endpoint.Handler handler) {
        return add("DELETE", template, false, handler);
    }

    /** A route that needs no token. */
    public Routes open(String method, String template, Endpoint.Handler handler) {
        return add(method, template, true, handler);
    }

    /** The end of everything that has no route of its own. */
    public Endpoint otherwise(Endpoint.Handler handler) {
        Endpoint endpoint = new Endpoint(system + " no such path", false, true, handler);
        endpoints.add(endpoint);
        return endpoint;
    }

    public List<Endpoint> endpoints() {
        return endpoints;
    }

    private Routes add(String method, String template, boolean open, Endpoint.Handler handler) {
        Node node = root;
        for (String segment : template.substring(1).split("/", -1)) {
            if (segment.startsWith("{")) {
                node.any = node.any == null ? new Node() : node.any;
                node = node.any;
            } else {
                node = node.literal.computeIfAbsent(segment, s -> new Node());
            }
        }
        Endpoint endpoint = new Endpoint(
                system + " " + method + " " + template, method.equals("POST"), open, around.around(template, handler));
        node.byMethod.put(method, endpoint);
        endpoints.add(endpoint);
        return this;
    }

    /**
     * The endpoint of a path, null when there is none.
     *
     * @param from where in the path this system's part begins (at a slash)
     */
    public @Nullable Match find(String method, String path, int from) {
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
                params.add(Call.decode(segment));
            }
            if (next == null) {
                return null;
            }
            node = next;
            at = end + 1;
        }
        Endpoint endpoint = node.byMethod.get(method);
        return endpoint == null ? null : new Match(endpoint, params);
    }
}
