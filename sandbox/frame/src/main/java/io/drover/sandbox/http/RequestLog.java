package io.drover.sandbox.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Every request that reached a service, in the order of arrival. For few of them. Safe for any thread. */
public final class RequestLog {

    /** How far a request got. */
    public enum State {
        RUNNING,
        ANSWERED,
        /** The connection was closed before the end of the answer, by either side. */
        CLOSED
    }

    /**
     * One request.
     *
     * @param path with the query
     * @param status 0 while there is none
     * @param received bytes of the request's body
     * @param sha256 of the body as far as it came, in hexadecimal, where the service says it; else empty
     * @param sent bytes of the answer's body
     */
    public record Entry(
            Instant at, String method, String path, State state, int status, long received, String sha256, long sent) {}

    /** One request while it runs. */
    public static final class Open {

        /** Of a service that keeps no log. */
        static final Open NONE = new Open("", "");

        private volatile Entry entry;

        private Open(String method, String path) {
            entry = new Entry(Instant.now(), method, path, State.RUNNING, 0, 0, "", 0);
        }

        boolean isKept() {
            return this != NONE;
        }

        public void received(long bytes) {
            change(e -> new Entry(e.at, e.method, e.path, e.state, e.status, e.received + bytes, e.sha256, e.sent));
        }

        public void sent(long bytes) {
            change(e -> new Entry(e.at, e.method, e.path, e.state, e.status, e.received, e.sha256, e.sent + bytes));
        }

        public void hashed(String sha256) {
            change(e -> new Entry(e.at, e.method, e.path, e.state, e.status, e.received, sha256, e.sent));
        }

        /** Only the first end counts. */
        public void ends(State state, int status) {
            change(e -> e.state == State.RUNNING
                    ? new Entry(e.at, e.method, e.path, state, status, e.received, e.sha256, e.sent)
                    : e);
        }

        private void change(UnaryOperator<Entry> next) {
            if (isKept()) {
                synchronized (this) {
                    entry = next.apply(entry);
                }
            }
        }
    }

    private final List<Open> requests = new CopyOnWriteArrayList<>();

    Open open(String method, String path) {
        Open open = new Open(method, path);
        requests.add(open);
        return open;
    }

    public List<Entry> all() {
        return requests.stream().map(open -> open.entry).toList();
    }

    /** Those of one path, without its query. */
    public List<Entry> all(String method, String path) {
        return all().stream()
                .filter(entry ->
                        entry.method.equals(method) && withoutQuery(entry).equals(path))
                .toList();
    }

    /** How often, by method and path without query. */
    public Map<String, Long> counts() {
        return all().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.method + " " + withoutQuery(entry), TreeMap::new, Collectors.counting()));
    }

    private static String withoutQuery(Entry entry) {
        return entry.path.split("\\?", 2)[0];
    }

    public void forget() {
        requests.clear();
    }
}
