package io.drover.sandbox;

import io.drover.sandbox.http.Api;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Sites behind one address: the token of a request says which one is meant. Safe for any thread. */
final class Tenants {

    private final Map<String, Api> byToken = new ConcurrentHashMap<>();

    void add(String token, Api site) {
        byToken.put("Bearer " + token, site);
    }

    void forget() {
        byToken.clear();
    }

    /** The site of that token; {@code first} where no site has it, which then refuses it or not. */
    Api of(Api first, @Nullable String authorization) {
        Api site = authorization == null ? null : byToken.get(authorization);
        return site != null && site.prefix().equals(first.prefix()) ? site : first;
    }
}
