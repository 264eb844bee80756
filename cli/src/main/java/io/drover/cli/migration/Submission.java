package io.drover.cli.migration;

import io.drover.cli.api.Execution;
import io.drover.cli.api.MigrationDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** A point is in no name that a file gives. */
    private static final String CHECKED = "check.";

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

    /**
     * The same connections with a recipe that only tries them, as a migration of its own. Values go to the server under
     * names that no migration has: those of a migration that may be running stay as they are.
     */
    public Submission forCheck(String recipe) {
        Map<String, SecretValue> renamed = secrets.entrySet().stream()
                .collect(Collectors.toMap(secret -> CHECKED + secret.getKey(), Map.Entry::getValue));
        MigrationDefinition other = migration.forRecipe(
                migration.name() + "-" + Execution.CONNECTION_CHECK,
                recipe,
                name -> secrets.containsKey(name) ? CHECKED + name : name);
        return new Submission(other, renamed, notices, positions);
    }

    /** The same definition, and no secret on its way. */
    public Submission withoutSecrets() {
        return new Submission(migration, Map.of(), notices, positions);
    }
}
