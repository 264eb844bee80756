package io.drover.cli.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One side of a migration.
 *
 * @param connector the connector's id, for example {@code zephyr-scale}
 * @param settings the connector's settings, without anything secret
 * @param secrets the names under which the server holds the secrets, per key of the connector
 * @param limits what the system allows; null where it is to be found out
 */
public record ConnectionDefinition(
        String connector,
        Map<String, JsonNode> settings,
        Map<String, String> secrets,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode limits) {

    /** Of a system of whose limits nothing is said. */
    public ConnectionDefinition(String connector, Map<String, JsonNode> settings, Map<String, String> secrets) {
        this(connector, settings, secrets, null);
    }

    /** The same connection with its secrets under other names. */
    ConnectionDefinition withSecrets(UnaryOperator<String> name) {
        return new ConnectionDefinition(
                connector,
                settings,
                secrets.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, secret -> name.apply(secret.getValue()))),
                limits);
    }
}
