package io.drover.sandbox.agola;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** Every request that reached a service, in the order of arrival. Safe for any thread. */
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
     * @param sha256 of an import's body as far as it came, in hexadecimal; empty for other requests
     * @param sent bytes of the answer's body
     */
    public record Entry(
            Instant at, String method, String path, State state, int status, long received, String sha256, long sent) {

        boolean isImport() {
            return method.equals("POST") && path.equals("/api/v1alpha/import");
        }
    }

    /** One request while it runs. */
    static final class Open {

        private volatile Entry entry;

        private Open(String method, String path) {
            entry = new Entry(Instant.now(), method, path, State.RUNNING, 0, 0, "", 0);
        }

        synchronized void received(long bytes) {
            Entry e = entry;
            entry = new Entry(e.at, e.method, e.path, e.state, e.status, e.received + bytes, e.sha256, e.sent);
        }

        synchronized void sent(long bytes) {
            Entry e = entry;
            entry = new Entry(e.at, e.method, e.path, e.state, e.status, e.received, e.sha256, e.sent + bytes);
        }

        synchronized void hashed(String sha256) {
            Entry e = entry;
            entry = new Entry(e.at, e.method, e.path, e.state, e.status, e.received, sha256, e.sent);
        }

        synchronized void ends(State state, int status) {
            Entry e = entry;
            if (e.state == State.RUNNING) {
                entry = new Entry(e.at, e.method, e.path, state, status, e.received, e.sha256, e.sent);
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

    public List<Entry> imports() {
        return all().stream().filter(Entry::isImport).toList();
    }

    /** Imports answered with 200. */
    public long imported() {
        return imports().stream().filter(entry -> entry.status == 200).count();
    }

    /** How often, by method and path without query. */
    public Map<String, Long> counts() {
        return all().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.method + " " + entry.path.split("\\?", 2)[0],
                        TreeMap::new,
                        Collectors.counting()));
    }

    void forget() {
        requests.clear();
    }
}
