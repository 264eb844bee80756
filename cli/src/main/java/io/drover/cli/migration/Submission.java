package io.drover.cli.migration;

import io.drover.cli.api.MigrationDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file says, ready for the server.
 *
 * @param secrets values to give to the server first, by name
 * @param notices what the person should know before it starts, a sentence each
 * @param positions where the fields of the definition stand in the file, by the API's path ({@code source.settings.baseUrl})
 */
public record Submission(
        MigrationDefinition migration,
        Map<String, SecretValue> secrets,
        List<String> notices,
        Map<String, Position> positions) {

    public Submission {
        secrets = Map.copyOf(secrets);
        notices = List.copyOf(notices);
        positions = Map.copyOf(positions);
    }

    /** Where a field that the API complains about stands, or the nearest thing around it. */
    public Optional<Position> positionOf(String field) {
        for (String path = field; ; path = path.substring(0, path.lastIndexOf('.'))) {
            Position position = positions.get(path);
            if (position != null || path.lastIndexOf('.') < 0) {
                return Optional.ofNullable(position);
            }
        }
    }

    public Submission withArchive(MigrationDefinition.Archive archive) {
        return new Submission(migration.withArchive(archive), secrets, notices, positions);
    }

    /** The same connections with another recipe, as a migration of its own. */
    public Submission forRecipe(String recipe) {
        MigrationDefinition other = migration.forRecipe(migration.name() + "-" + recipe, recipe);
        return new Submission(other, secrets, notices, positions);
    }
}
