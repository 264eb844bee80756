package io.drover.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A durable definition of a migration, as users submit it. Holds names of secrets, never values. */
@Schema(description = "A durable definition of a migration. Holds names of secrets, never values.")
public record Migration(
        @Schema(description = "1 to 63 of a-z 0-9 and -.", examples = "payments")
        String name,

        @Schema(examples = "zephyr-scale-to-qtest") String recipe,

        Side source,
        Side target,

        @Schema(description = "The mapping file as JSON; null for the recipe's defaults.") @Nullable
        JsonNode mapping,

        @Nullable Options options,

        @Schema(description = "How the archive of a recipe that keeps one is sealed; null for a recipe without.")
        @Nullable
        Archive archive,

        @Schema(description = "When steps that cannot be taken back may begin; null for any time.") @Nullable
        MaintenanceWindow maintenanceWindow,

        @Schema(description = "Whether who begins an execution may not consent to it; absent for false.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable
        Boolean fourEyes) {

    /** Whoever begins one may consent to it, where their role allows both. */
    public Migration(
            String name,
            String recipe,
            Side source,
            Side target,
            @Nullable JsonNode mapping,
            @Nullable Options options,
            @Nullable Archive archive,
            @Nullable MaintenanceWindow maintenanceWindow) {
        this(name, recipe, source, target, mapping, options, archive, maintenanceWindow, null);
    }

    public Migration withTargetSettings(ObjectNode settings) {
        Side to = new Side(target.connector(), settings, target.secrets(), target.limits());
        return new Migration(name, recipe, source, to, mapping, options, archive, maintenanceWindow, fourEyes);
    }

    /** What seals the archive. */
    @Schema(name = "MigrationArchive", description = "What seals the archive.")
    public record Archive(
            @Schema(description = "The name of a secret.", examples = "payments-archive")
            String password) {
        public Archive {
            if (password == null || password.isBlank()) {
                throw new IllegalArgumentException("needs the field password, the name of a secret");
            }
        }
    }

    /** From and until. */
    @Schema(name = "MigrationMaintenanceWindow", description = "From a time until a later one.")
    public record MaintenanceWindow(Instant from, Instant until) {
        public MaintenanceWindow {
            if (from == null || until == null || !from.isBefore(until)) {
                throw new IllegalArgumentException("needs the fields from and until, from before until");
            }
        }
    }

    /** One connection. */
    @Schema(name = "MigrationSide", description = "One connection of a migration.")
    public record Side(
            @Schema(description = "A connector's id.", examples = "zephyr-scale")
            String connector,

            @Schema(description = "What the connector's descriptor says (GET /api/v1/connectors).")
            ObjectNode settings,

            @Schema(
                    description = "Names in the secret store by the connector's own names; absent for none.",
                    examples = "{\"token\": \"zephyr-token\"}")
            @JsonSetter(nulls = Nulls.AS_EMPTY)
            Map<String, String> secrets,

            @Schema(description = "What the system allows; absent where Drover is to find it out.")
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            SystemLimits limits) {
        @SuppressWarnings("ConstantConditions") // absent for none
        public Side {
            if (connector == null || settings == null) {
                throw new IllegalArgumentException("needs the fields connector and settings");
            }
            if (secrets != null && secrets.values().stream().anyMatch(Objects::isNull)) {
                throw new IllegalArgumentException("has a secret without a name");
            }
            secrets = secrets == null ? Map.of() : Map.copyOf(secrets);
        }

        /** Of a system of whose limits nothing is said. */
        public Side(String connector, ObjectNode settings, Map<String, String> secrets) {
            this(connector, settings, secrets, null);
        }
    }

    /** Tuning. Every value has a default that is good without it. */
    @Schema(name = "MigrationOptions", description = "Tuning. Every value has a default that is good without it.")
    public record Options(
            @Schema(description = "Records per batch, 1 to 500; default 250.") @Nullable
            Integer batchSize,

            @Schema(description = "Requests that each connection may have in flight, 1 to 256; default 16.") @Nullable
            Integer concurrency,

            @Schema(description = "Batches of one phase that run at once, 1 to 64; default 4.") @Nullable
            Integer inFlight,

            @Schema(
                    description =
                            "Open batches of one step, bounds what waits in the staging store, 4 to 1000; default 32.")
            @Nullable
            Integer window,

            @Schema(
                    description =
                            "After how long a batch that nobody has begun is commanded again, 10 to 600; default 120.")
            @Nullable
            Integer deadlineSeconds,

            @Schema(description = "How long a system may ask to wait before its step ends, 1 to 604800; default 3600.")
            @Nullable
            Integer longestWaitSeconds,

            @Schema(
                    description = "A step that moves records ends when the source or the target refused more than this"
                            + " share of them, 0 to 100; default 5.")
            @Nullable
            Integer rejectedPercent,

            @Schema(description = "It ends, too, when so many in a row were refused, from 1; default 100.") @Nullable
            Integer rejectedInARow,

            @Schema(
                    enumeration = {"keep", "overwrite", "reject"},
                    description = "What becomes of a record that people changed in the target since; default keep.")
            @Nullable
            String conflicts,

            @Schema(
                    enumeration = {"adopt", "reject"},
                    description = "What becomes of a record that is in the target and that Drover knows nothing of;"
                            + " default adopt.")
            @Nullable
            String existing) {

        public static final Options DEFAULTS = new Options(null, null, null, null, null, null, null, null, null, null);
    }
}
