package io.drover.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.contracts.ConnectionRef;
import io.drover.contracts.SecretBinding;
import io.drover.spi.ConnectorException;
import io.drover.worker.Connectors;
import io.drover.worker.SecretStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Values from the places where workers find secrets. */
@ApplicationScoped
class StoredSecretValues implements SecretValues, ArchivePasswords {

    private final SecretStore store;
    private final Connectors connectors;

    StoredSecretValues(SecretStore store, Connectors connectors) {
        this.store = store;
        this.connectors = connectors;
    }

    @Override
    public String password(String secret) {
        return store.value(secret, SecretBinding.ARCHIVE);
    }

    @Override
    public List<String> of(JsonNode migration) {
        String archive = migration.at("/archive/password").asText();
        Stream<String> passwords =
                archive.isEmpty() ? Stream.empty() : there(() -> store.toMask(archive, SecretBinding.ARCHIVE).stream());
        return Stream.concat(Stream.of("source", "target").flatMap(side -> of(side, migration.path(side))), passwords)
                .toList();
    }

    private Stream<String> of(String name, JsonNode side) {
        if (!(side.path("settings") instanceof ObjectNode settings)) {
            return Stream.empty();
        }
        Map<String, String> secrets = new HashMap<>();
        side.path("secrets")
                .properties()
                .forEach(
                        secret -> secrets.put(secret.getKey(), secret.getValue().asText()));
        String connector = side.path("connector").asText();
        return there(() -> connectors.toMask(new ConnectionRef(name, connector, settings, secrets, 1)));
    }

    /** What cannot be read now cannot be looked for; the shape of secrets is masked all the same. */
    private static Stream<String> there(Supplier<Stream<String>> values) {
        try {
            return values.get().toList().stream();
        } catch (ConnectorException e) {
            return Stream.empty();
        }
    }
}
