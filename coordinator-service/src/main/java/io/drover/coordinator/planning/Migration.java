package io.drover.coordinator.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A durable definition of a migration, as users submit it. Holds names of secrets, never values.
 *
 * @param mapping the mapping file as JSON; null for the recipe's defaults
 * @param options null for defaults
 * @param archive how the archive of a recipe that keeps one is sealed; null for a recipe without
 * @param maintenanceWindow when destructive steps may begin; null for any time
 */
public record Migration(
        String name,
        String recipe,
        Side source,
        Side target,
        @Nullable JsonNode mapping,
        @Nullable Options options,
        @Nullable Archive archive,
        @Nullable MaintenanceWindow maintenanceWindow) {

    /** @param password name in the secret store */
    public record Archive(String password) {
        public Archive {
            if (password == null || password.isBlank()) {
                throw new IllegalArgumentException("needs the field password, the name of a secret");
            }
        }
    }

    /** From and until, RFC 3339. */
    public record MaintenanceWindow(Instant from, Instant until) {
        public MaintenanceWindow {
            if (from == null || until == null || !from.isBefore(until)) {
                throw new IllegalArgumentException("needs the fields from and until, from before until");
            }
        }
    }

    /**
     * One connection.
     *
     * @param secrets names in the secret store by the connector's own names, for example {@code token → zephyr-token}
     * @param limits what the system allows; null where Drover is to find it out
     */
    public record Side(
            String connector,
            ObjectNode settings,
            Map<String, String> secrets,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            SystemLimits limits) {
        public Side {
            if (connector == null || settings == null) {
                throw new IllegalArgumentException("needs the fields connector and settings");
            }
            if (secrets != null && secrets.containsValue(null)) {
                throw new IllegalArgumentException("has a secret without a name");
            }
            secrets = secrets == null ? Map.of() : Map.copyOf(secrets);
        }

        /** Of a system of whose limits nothing is said. */
        public Side(String connector, ObjectNode settings, Map<String, String> secrets) {
            this(connector, settings, secrets, null);
        }
    }

    /**
     * Tuning. Every value has a default that is good without it.
     *
     * @param batchSize records per batch, 1 to 500; default 250
     * @param concurrency requests that each connection may have in flight, 1 to 256; default 16
     * @param inFlight batches of one phase that run at once, 1 to 64; default 4
     * @param window open batches of one step, bounds what waits in the staging store, 4 to 1000; default 32
     * @param deadlineSeconds after how long a batch that nobody has begun is commanded again, 10 to 600; default 120
     * @param longestWaitSeconds how long a system may ask to wait before its step ends, 1 to 604800; default 3600
     * @param rejectedPercent a step that moves records ends when the source or the target refused more than this share of them,
     *     0 to 100; default 5
     * @param rejectedInARow it ends, too, when so many in a row were refused, from 1; default 100
     * @param conflicts what becomes of a record that people changed in the target since: {@code keep} (default), {@code
     *     overwrite} or {@code reject}
     * @param existing what becomes of a record that is in the target and that Drover knows nothing of: {@code adopt} (default)
     *     or {@code reject}
     */
    public record Options(
            @Nullable Integer batchSize,
            @Nullable Integer concurrency,
            @Nullable Integer inFlight,
            @Nullable Integer window,
            @Nullable Integer deadlineSeconds,
            @Nullable Integer longestWaitSeconds,
            @Nullable Integer rejectedPercent,
            @Nullable Integer rejectedInARow,
            @Nullable String conflicts,
            @Nullable String existing) {

        static final Options DEFAULTS = new Options(null, null, null, null, null, null, null, null, null, null);
    }
}
