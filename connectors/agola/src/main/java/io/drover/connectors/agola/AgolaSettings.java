package io.drover.connectors.agola;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.agola.convert.Nul;
import io.drover.connectors.agola.convert.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where the two services are.
 *
 * @param runservice addresses of the run service, replicas last
 * @param configstore addresses of the config store, replicas last
 * @param maintenanceTimeout how long maintenance may take to begin or end everywhere
 * @param transferTimeout how long a service may be silent while it exports or imports
 * @param nul of a source: what becomes of its texts that a PostgreSQL database refuses
 */
record AgolaSettings(
        List<String> runservice,
        List<String> configstore,
        Duration maintenanceTimeout,
        Duration transferTimeout,
        Nul nul) {

    static final String RUNSERVICE_TOKEN = "runserviceToken";
    static final String CONFIGSTORE_TOKEN = "configstoreToken";

    private static final String NUL = "nul";
    private static final int MAINTENANCE_SECONDS = 60;
    private static final int TRANSFER_SECONDS = 3600;

    AgolaSettings {
        runservice = List.copyOf(runservice);
        configstore = List.copyOf(configstore);
    }

    static AgolaSettings of(ObjectNode node) {
        return new AgolaSettings(
                addresses(node, Service.RUNSERVICE),
                addresses(node, Service.CONFIGSTORE),
                duration(node, "maintenanceTimeoutSeconds", MAINTENANCE_SECONDS),
                duration(node, "transferTimeoutSeconds", TRANSFER_SECONDS),
                nul(node));
    }

    /** What a source's settings say about texts with U+0000; none of another connector's settings. */
    static Nul nul(JsonNode settings) {
        return settings.path(NUL).asText().equals(word(Nul.REPLACE)) ? Nul.REPLACE : Nul.REFUSE;
    }

    private static String word(Nul nul) {
        return nul.name().toLowerCase(Locale.ROOT);
    }

    /** All addresses of a service that settings name; none of another connector's settings. */
    static List<String> addresses(JsonNode settings, Service service) {
        List<String> addresses = new ArrayList<>();
        String first = settings.path(service.word()).asText().strip();
        if (!first.isEmpty()) {
            addresses.add(first);
        }
        settings.path(service.word() + "Replicas")
                .forEach(replica -> addresses.add(replica.asText().strip()));
        return addresses;
    }

    List<String> addresses(Service service) {
        return switch (service) {
            case RUNSERVICE -> runservice;
            case CONFIGSTORE -> configstore;
        };
    }

    static ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        schema.put("type", "object").put("additionalProperties", false);
        schema.putArray("required").add("runservice").add("configstore");
        ObjectNode properties = schema.putObject("properties");
        address(properties.putObject("runservice"), "Address of the run service itself, usually http://HOST:4000");
        address(properties.putObject("configstore"), "Address of the config store itself, usually http://HOST:4002");
        replicas(properties.putObject("runserviceReplicas"), "Addresses of further replicas of the run service");
        replicas(properties.putObject("configstoreReplicas"), "Addresses of further replicas of the config store");
        seconds(
                properties.putObject("maintenanceTimeoutSeconds"),
                "How long maintenance may take to begin or to end on all replicas",
                MAINTENANCE_SECONDS);
        seconds(
                properties.putObject("transferTimeoutSeconds"),
                "How long a service may say nothing while it exports or imports",
                TRANSFER_SECONDS);
        ObjectNode nul = properties
                .putObject(NUL)
                .put("type", "string")
                .put(
                        "description",
                        "Of the source: what becomes of a text with U+0000 or half a surrogate pair, which PostgreSQL refuses")
                .put("default", word(Nul.REFUSE));
        Arrays.stream(Nul.values()).map(AgolaSettings::word).forEach(nul.putArray("enum")::add);
        return schema;
    }

    private static void address(ObjectNode property, String description) {
        property.put("type", "string")
                .put("description", description)
                .put("format", "uri")
                .put("pattern", "^https?://");
    }

    private static void replicas(ObjectNode property, String description) {
        property.put("type", "array").put("description", description);
        address(property.putObject("items"), "Address of one replica");
    }

    private static void seconds(ObjectNode property, String description, int otherwise) {
        property.put("type", "integer")
                .put("description", description)
                .put("minimum", 1)
                .put("default", otherwise);
    }

    private static Duration duration(ObjectNode node, String name, int otherwise) {
        return Duration.ofSeconds(Math.max(1, node.path(name).asInt(otherwise)));
    }
}
