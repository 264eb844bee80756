package io.drover.sandbox.agola;

import io.drover.sandbox.faults.Rule;
import io.drover.sandbox.faults.Rules;
import io.drover.sandbox.http.PlayedAnswer;
import io.vertx.core.MultiMap;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers a service's list, with what is wrong with it at the moment. Safe for any thread. */
final class ListPages {

    private static final String PAGE = "<!doctype html><title>Sign in</title><p>Please sign in.\n";

    private final Rules<AgolaFault> faults;
    private final AgolaService service;
    private final Store store;
    private volatile @Nullable PlayedAnswer last;

    ListPages(Rules<AgolaFault> faults, AgolaService service, Store store) {
        this.faults = faults;
        this.service = service;
        this.store = store;
    }

    PlayedAnswer answer(MultiMap query) throws IOException {
        if (strikes(AgolaFault.LIST_HTML)) {
            return PlayedAnswer.of(200, "text/html", PAGE);
        }
        String start = query.get("start");
        PlayedAnswer before = last;
        // The first page has none before it, and is not in the middle.
        boolean first = start == null || start.isEmpty();
        if (!first && strikes(AgolaFault.LIST_EMPTY)) {
            return service == AgolaService.RUNSERVICE ? NormalListing.runs(List.of()) : NormalListing.users(List.of());
        }
        if (!first && before != null && strikes(AgolaFault.LIST_REPEATED)) {
            return before;
        }
        long most = faults.strike(AgolaFault.LIST_ENDS).map(Rule::at).orElse(Long.MAX_VALUE);
        MultiMap asked = MultiMap.caseInsensitiveMultiMap().addAll(query);
        faults.strike(AgolaFault.LIST_CAPPED).ifPresent(rule -> asked.set("limit", String.valueOf(rule.at())));
        PlayedAnswer answer = service == AgolaService.RUNSERVICE ? store.runs(asked, most) : store.users(asked, most);
        last = answer;
        return answer;
    }

    private boolean strikes(AgolaFault fault) {
        return faults.strike(fault).isPresent();
    }

    void forget() {
        last = null;
    }
}
