package io.drover.cli.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A migration as {@code POST /api/v1/migrations} takes it.
 *
 * @param mapping the mapping file's content as JSON, or null for the defaults
 * @param archive the password of the archive, for a recipe that makes one
 * @param maintenanceWindow when a destructive step may begin, or null for any time
 */
public record MigrationDefinition(
        String name,
        String recipe,
        ConnectionDefinition source,
        ConnectionDefinition target,
        @Nullable JsonNode mapping,
        Map<String, JsonNode> options,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Archive archive,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable MaintenanceWindow maintenanceWindow) {

    /**
     * What seals the archive.
     *
     * @param password the name under which the server holds the archive's password
     */
    public record Archive(String password) {}

    /** Both ends as RFC 3339 times in UTC. */
    public record MaintenanceWindow(String from, String until) {}

    /** The name under which the server holds the archive's password, unless a file names another. */
    public static String archiveSecret(String migration) {
        return migration + "-archive";
    }

    public MigrationDefinition withArchive(Archive other) {
        return new MigrationDefinition(name, recipe, source, target, mapping, options, other, maintenanceWindow);
    }

    /**
     * The same connections for another recipe that does not archive and destroys nothing.
     *
     * @param secretName what a secret is called there
     */
    public MigrationDefinition forRecipe(String otherName, String otherRecipe, UnaryOperator<String> secretName) {
        return new MigrationDefinition(
                otherName,
                otherRecipe,
                source.withSecrets(secretName),
                target.withSecrets(secretName),
                mapping,
                options,
                null,
                null);
    }
}
