package io.drover.worker;

import io.drover.contracts.SecretBinding;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.staging.FileSeal;
import io.drover.worker.database.LedgerConnections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Gives the value of a secret by its name, and for what it was stored only, from the first place that has it: a mounted file, the
 * environment, Vault where it is configured, Drover's own table. Values are read at each use and never kept.
 */
@ApplicationScoped
public class SecretStore {

    private final Optional<Path> keyFile;
    private final List<SecretPlace> places;

    @Inject
    SecretStore(LedgerConnections connections, SecretsConfig config) {
        this(connections, config, System.getenv());
    }

    SecretStore(LedgerConnections connections, SecretsConfig config, Map<String, String> environment) {
        this.keyFile = config.keyFile();
        this.places = Stream.of(
                        config.directory().map(MountedSecrets::new),
                        Optional.of(new EnvironmentSecrets(environment)),
                        config.vault().map(VaultSecrets::new),
                        keyFile.map(file -> new TableSecrets(connections, file)))
                .<SecretPlace>flatMap(Optional::stream)
                .toList();
    }

    /**
     * @param use where it is going to be sent
     * @throws ConnectorException of type USER when no place has it, or when it is for something else
     */
    public String value(String name, SecretBinding use) {
        for (SecretPlace place : places) {
            Optional<SecretPlace.Kept> kept = place.find(name);
            if (kept.isPresent()) {
                refuseAnotherUse(name, kept.get().use(), use, place);
                return kept.get().value().get();
            }
        }
        throw new ConnectorException(
                "SECRET_UNKNOWN",
                FailureType.USER,
                "There is no secret named " + name + ". Put it there with drover secrets set " + name + " --for " + use
                        + " (PUT /api/v1/secrets/" + name + "), mount it as a file, or set "
                        + EnvironmentSecrets.variable(name) + " for the workers.");
    }

    private static void refuseAnotherUse(
            String name, @Nullable SecretBinding isFor, SecretBinding use, SecretPlace place) {
        if (isFor == null) {
            throw new ConnectorException(
                    "SECRET_NOT_BOUND",
                    FailureType.USER,
                    "Nobody said which connector and address secret " + name + " is for, and it is asked for " + use
                            + ". " + place.remedy(name, use));
        }
        if (!isFor.covers(use)) {
            throw new ConnectorException(
                    "SECRET_FOR_ANOTHER",
                    FailureType.USER,
                    "Secret " + name + " is for " + isFor + " and is sent nowhere else; it is asked for " + use
                            + ". Where that is right: " + place.remedy(name, use));
        }
    }

    /**
     * Of those that may be used so, to look for it where it must not be.
     *
     * @return empty when there is none for this use: then it is not sent either, and nobody may find out by what is masked
     */
    public Optional<String> toMask(String name, SecretBinding use) {
        for (SecretPlace place : places) {
            Optional<SecretPlace.Kept> kept = place.find(name);
            if (kept.isPresent()) {
                SecretBinding isFor = kept.get().use();
                return isFor != null && isFor.covers(use)
                        ? Optional.of(kept.get().value().get())
                        : Optional.empty();
            }
        }
        return Optional.empty();
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
}
