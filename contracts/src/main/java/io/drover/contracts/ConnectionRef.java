package io.drover.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection as workers need it.
 *
 * @param name the connection's name in the migration
 * @param connector id of the connector
 * @param settings as the connector's descriptor has them; holds no secret
 * @param secrets names in the secret store by the connector's own names, for example {@code token → reports-token}
 * @param concurrency this batch's share of the requests that the connection may have in flight
 * @param limits what was said of the system's limits; absent when nothing was
 * @param origin of a target: the short word for the source that its records say they came from; absent where they say none
 */
public record ConnectionRef(
        String name,
        String connector,
        ObjectNode settings,
        Map<String, String> secrets,
        int concurrency,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RequestLimits limits,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String origin) {

    public ConnectionRef {
        secrets = Map.copyOf(secrets);
    }

    /** Of a system of whose limits nothing was said, without a word for the source. */
    public ConnectionRef(
            String name, String connector, ObjectNode settings, Map<String, String> secrets, int concurrency) {
        this(name, connector, settings, secrets, concurrency, null, null);
    }
}
