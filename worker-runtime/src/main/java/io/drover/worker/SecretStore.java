package io.drover.worker;

import io.drover.contracts.SecretSeal;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.staging.FileSeal;
import io.drover.worker.database.LedgerConnections;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;

/**
 * Gives the value of a secret by its name, from the first place that has it: a mounted file, the environment variable
 * {@code DROVER_SECRET_<NAME>}, Drover's own table. Values are read at each use and never kept.
 */
@ApplicationScoped
public class SecretStore {

    private final LedgerConnections connections;
    private final Optional<Path> directory;
    private final Optional<Path> keyFile;

    SecretStore(LedgerConnections connections, SecretsConfig config) {
        this.connections = connections;
        this.directory = config.directory();
        this.keyFile = config.keyFile();
    }

    /** @throws ConnectorException of type USER when no place has it */
    public String value(String name) {
        return fromDirectory(name)
                .or(() -> Optional.ofNullable(System.getenv(variable(name))))
                .or(() -> fromTable(name))
                .orElseThrow(() -> new ConnectorException(
                        "SECRET_UNKNOWN",
                        FailureType.USER,
                        "There is no secret named " + name + ". Put it there with drover secrets set " + name
                                + " (PUT /api/v1/secrets/" + name + "), mount it as a file, or set " + variable(name)
                                + " for the workers."));
    }

    /**
     * Opens and seals the files of batches with the installation's secret key.
     *
     * @throws ConnectorException of type USER when this worker has no key
     */
    FileSeal fileSeal() {
        if (keyFile.isEmpty()) {
            throw new ConnectorException(
                    "SECRET_KEY_MISSING",
                    FailureType.USER,
                    "Files of operations are kept sealed, and this worker has no key for it."
                            + " Set drover.secrets.key-file for all workers, to the same file as the coordinator's.");
        }
        try {
            return new FileSeal(Files.readString(keyFile.get()));
        } catch (IOException | IllegalArgumentException e) {
            throw new ConnectorException(
                    "SECRET_KEY_UNREADABLE",
                    FailureType.USER,
                    "The file of drover.secrets.key-file cannot be used: " + e.getMessage(),
                    null,
                    e);
        }
    }

    private static String variable(String name) {
        return "DROVER_SECRET_" + name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    private Optional<String> fromDirectory(String name) {
        if (directory.isEmpty() || !name.matches("[A-Za-z0-9._-]+")) {
            return Optional.empty();
        }
        Path file = directory.get().resolve(name);
        try {
            return Files.isRegularFile(file)
                    ? Optional.of(Files.readString(file).strip())
                    : Optional.empty();
        } catch (IOException e) {
            throw new ConnectorException(
                    "SECRET_UNREADABLE", FailureType.RESOURCES, "Cannot read the mounted secret " + name, null, e);
        }
    }

    private Optional<String> fromTable(String name) {
        if (keyFile.isEmpty()) {
            return Optional.empty();
        }
        try (LedgerConnections.Held held = connections.hold();
                var query = held.connection().prepareStatement("select sealed from drover.secret where name = ?")) {
            query.setString(1, name);
            try (var row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                return Optional.of(new SecretSeal(Files.readString(keyFile.get())).open(name, row.getBytes(1)));
            }
        } catch (SQLException | IOException e) {
            throw new ConnectorException(
                    "SECRET_UNREADABLE",
                    FailureType.RESOURCES,
                    "Cannot read the secret " + name + " from Drover's table",
                    null,
                    e);
        } catch (IllegalStateException e) {
            throw new ConnectorException(
                    "SECRET_UNREADABLE", FailureType.USER, String.valueOf(e.getMessage()), null, e);
        }
    }
}
