package io.drover.worker;

import io.drover.contracts.SecretBinding;
import io.drover.contracts.SecretSeal;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.worker.database.LedgerConnections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** Drover's own table, in which the coordinator seals what users hand in. */
final class TableSecrets implements SecretPlace {

    private static final String PLACE = "Drover's table";

    private final LedgerConnections connections;
    private final Path keyFile;

    TableSecrets(LedgerConnections connections, Path keyFile) {
        this.connections = connections;
        this.keyFile = keyFile;
    }

    @Override
    public Optional<Kept> find(String name) {
        try (LedgerConnections.Held held = connections.hold();
                var query = held.connection()
                        .prepareStatement("select sealed, bound_to from drover.secret where name = ?")) {
            query.setString(1, name);
            try (var row = query.executeQuery()) {
                if (!row.next()) {
                    return Optional.empty();
                }
                byte[] sealed = row.getBytes(1);
                String use = row.getString(2);
                return Optional.of(SecretPlace.kept(
                        name, use, () -> open(name, SecretBinding.parse(String.valueOf(use)), sealed)));
            }
        } catch (SQLException e) {
            throw SecretPlace.unreadable(name, PLACE, e);
        }
    }

    private String open(String name, SecretBinding use, byte[] sealed) {
        try {
            return new SecretSeal(Files.readString(keyFile)).open(name, use, sealed);
        } catch (IOException e) {
            throw SecretPlace.unreadable(name, PLACE, e);
        } catch (IllegalStateException e) {
            throw new ConnectorException(
                    "SECRET_UNREADABLE", FailureType.USER, String.valueOf(e.getMessage()), null, e);
        }
    }

    @Override
    public String remedy(String name, SecretBinding use) {
        return "Store it anew for that: drover secrets set " + name + " --for " + use;
    }
}
