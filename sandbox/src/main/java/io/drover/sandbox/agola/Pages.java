package io.drover.sandbox.agola;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Answers a service's lists, with what is wrong with them at the moment. Safe for any thread. */
final class Pages {

    private static final String PAGE = "<!doctype html><title>Sign in</title><p>Please sign in.\n";

    private final AgolaFaults faults;
    private final Map<Route, Reply> last = new ConcurrentHashMap<>();

    /** Reads a page of a list. */
    @FunctionalInterface
    interface Lister {
        /** @param most how many items the list has at all */
        Reply list(MultiMap query, long most) throws IOException;
    }

    Pages(AgolaFaults faults) {
        this.faults = faults;
    }

    Reply answer(Route route, MultiMap query, Lister lister) throws IOException {
        if (faults.strike(AgolaFault.LIST_HTML).isPresent()) {
            return new Reply(200, "text/html", Buffer.buffer(PAGE), false);
        }
        String start = query.get("start");
        Reply before = last.get(route);
        // The first page has none before it, and is not in the middle.
        boolean first = start == null || start.isEmpty();
        if (!first && faults.strike(AgolaFault.LIST_EMPTY).isPresent()) {
            return route == Route.RUNS ? Listing.runs(List.of()) : Listing.users(List.of());
        }
        if (!first && before != null && faults.strike(AgolaFault.LIST_REPEATED).isPresent()) {
            return before;
        }
        long most = faults.strike(AgolaFault.LIST_ENDS).map(AgolaFault.Blow::at).orElse(Long.MAX_VALUE);
        MultiMap asked = MultiMap.caseInsensitiveMultiMap().addAll(query);
        faults.strike(AgolaFault.LIST_CAPPED).ifPresent(blow -> asked.set("limit", String.valueOf(blow.at())));
        Reply reply = lister.list(asked, most);
        last.put(route, reply);
        return reply;
    }

    void forget() {
        last.clear();
    }
}
