package io.drover.connectors.agola;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.connectors.agola.convert.Nul;
import io.drover.connectors.agola.convert.Service;
import io.drover.settings.Secret;
import io.drover.settings.Settings;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.media.Schema.RequiredMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where the two services are. */
@Secret(
        name = AgolaSettings.RUNSERVICE_TOKEN,
        title = "Token of the run service",
        description = "Where v0.9 or later is configured with one.",
        goesTo = {"runservice", "runserviceReplicas"})
@Secret(
        name = AgolaSettings.CONFIGSTORE_TOKEN,
        title = "Token of the config store",
        description = "Where v0.9 or later is configured with one.",
        goesTo = {"configstore", "configstoreReplicas"})
record AgolaSettings(
        @Schema(
                title = "Run service",
                description = "Address of the run service itself and not of the gateway, usually http://HOST:4000.",
                requiredMode = RequiredMode.REQUIRED,
                pattern = Settings.ADDRESS)
        String runservice,

        @Schema(
                title = "Config store",
                description = "Address of the config store itself and not of the gateway, usually http://HOST:4002.",
                requiredMode = RequiredMode.REQUIRED,
                pattern = Settings.ADDRESS)
        String configstore,

        @ArraySchema(
                arraySchema =
                        @Schema(
                                title = "Replicas of the run service",
                                description =
                                        "Addresses of the other replicas: maintenance has to be in effect on each.",
                                defaultValue = "[]"),
                schema = @Schema(description = "Address of one replica.", pattern = Settings.ADDRESS))
        List<String> runserviceReplicas,

        @ArraySchema(
                arraySchema =
                        @Schema(
                                title = "Replicas of the config store",
                                description =
                                        "Addresses of the other replicas: maintenance has to be in effect on each.",
                                defaultValue = "[]"),
                schema = @Schema(description = "Address of one replica.", pattern = Settings.ADDRESS))
        List<String> configstoreReplicas,

        @JsonProperty("maintenanceTimeoutSeconds")
        @JsonFormat(pattern = "SECONDS")
        @Schema(
                title = "Maintenance timeout (s)",
                description = "How long maintenance may take to begin or to end on all replicas.",
                minimum = "1",
                maximum = "3600",
                defaultValue = "60")
        Duration maintenanceTimeout,

        @JsonProperty("transferTimeoutSeconds")
        @JsonFormat(pattern = "SECONDS")
        @Schema(
                title = "Transfer timeout (s)",
                description = "How long a service may say nothing while it exports or imports.",
                minimum = "1",
                defaultValue = "3600")
        Duration transferTimeout,

        @Schema(
                title = "U+0000",
                description =
                        "Of the source: what becomes of a text with U+0000 or half a surrogate pair, which PostgreSQL"
                                + " refuses: nothing is converted, or U+FFFD stands for it. Each is named.",
                defaultValue = "refuse")
        Nul nul) {

    static final String RUNSERVICE_TOKEN = "runserviceToken";
    static final String CONFIGSTORE_TOKEN = "configstoreToken";

    static final Settings<AgolaSettings> DECLARED = Settings.of(AgolaSettings.class);

    /** What a source's settings say about texts with U+0000; none of another connector's settings. */
    static Nul nul(JsonNode settings) {
        return settings.path("nul").asText().equals("replace") ? Nul.REPLACE : Nul.REFUSE;
    }

    /** All addresses of a service that settings name, replicas last; none of another connector's settings. */
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

    /** All addresses of a service, replicas last. */
    List<String> addresses(Service service) {
        List<String> addresses = new ArrayList<>();
        switch (service) {
            case RUNSERVICE -> {
                addresses.add(runservice);
                addresses.addAll(runserviceReplicas);
            }
            case CONFIGSTORE -> {
                addresses.add(configstore);
                addresses.addAll(configstoreReplicas);
            }
        }
        return addresses;
    }
}
