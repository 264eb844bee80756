package io.drover.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One side of a migration.
 *
 * @param connector the connector's id, for example {@code zephyr-scale}
 * @param settings the connector's settings, without anything secret
 * @param secrets the names under which the server holds the secrets, per key of the connector
 */
public record ConnectionDefinition(String connector, Map<String, JsonNode> settings, Map<String, String> secrets) {}
