package io.drover.cli.migration;

import io.drover.api.Execution;
import io.drover.api.Migration;
import io.drover.api.SecretValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a file says, ready for the server.
 *
 * @param secrets values to give to the server first, by name, each with what it is for
 * @param notices what the person should know before it starts, a sentence each
 * @param positions where the fields of the definition stand in the file, by the API's path ({@code source.settings.baseUrl})
 */
public record Submission(
        Migration migration, Map<String, SecretValue> secrets, List<String> notices, Map<String, Position> positions) {

    /** A point is in no name that a file gives. */
    private static final String CHECKED = "check.";

    public Submission {
        secrets = Map.copyOf(secrets);
        notices = List.copyOf(notices);
        positions = Map.copyOf(positions);
    }

    /** The addresses in the settings of both systems. */
    public Stream<String> addresses() {
        return Stream.of(migration.source(), migration.target())
                .flatMap(side -> SecretUses.everyAddress(side.settings()))
                .filter(text -> text.matches("(?i)[a-z][a-z0-9+.-]*://.*"));
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

    /** The name under which the server holds an archive's password, unless a file names another. */
    public static String archiveSecret(String migration) {
        return migration + "-archive";
    }

    /** Its migration with an archive that is sealed by this secret. */
    public Migration archivedWith(String secret) {
        return new Migration(
                migration.name(),
                migration.recipe(),
                migration.source(),
                migration.target(),
                migration.mapping(),
                migration.options(),
                new Migration.Archive(secret),
                migration.maintenanceWindow(),
                migration.fourEyes());
    }

    /**
     * The same connections with a recipe that only tries them, as a migration of its own. Values go to the server under
     * names that no migration has: those of a migration that may be running stay as they are.
     */
    public Submission forCheck(String recipe) {
        Map<String, SecretValue> renamed = secrets.entrySet().stream()
                .collect(Collectors.toMap(secret -> CHECKED + secret.getKey(), Map.Entry::getValue));
        Migration other = new Migration(
                migration.name() + "-" + Execution.CONNECTION_CHECK,
                recipe,
                forCheck(migration.source()),
                forCheck(migration.target()),
                migration.mapping(),
                migration.options(),
                null,
                null);
        return new Submission(other, renamed, notices, positions);
    }

    private Migration.Side forCheck(Migration.Side side) {
        Map<String, String> names = side.secrets().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, name -> checked(name.getValue())));
        return new Migration.Side(side.connector(), side.settings(), names, side.limits());
    }

    private String checked(String name) {
        return secrets.containsKey(name) ? CHECKED + name : name;
    }

    /** The same definition, and no secret on its way. */
    public Submission withoutSecrets() {
        return new Submission(migration, Map.of(), notices, positions);
    }
}
