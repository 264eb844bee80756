package io.drover.worker;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.contracts.SecretBinding;
import io.drover.staging.StagedJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;

/**
 * Secrets of HashiCorp Vault (or OpenBao), engine KV version 2: under the path of Drover one for each name, with the fields
 * {@code value} and {@code for}. The token is read from its file at each use, since whoever renews it writes it there.
 */
final class VaultSecrets implements SecretPlace {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;

    private final SecretsConfig.Vault config;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    private final String mount;
    private final String path;

    VaultSecrets(SecretsConfig.Vault config) {
        this.config = config;
        this.mount = config.mount().orElse("secret");
        this.path = config.path().orElse("drover");
    }

    @Override
    public Optional<Kept> find(String name) {
        if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*")) {
            return Optional.empty();
        }
        HttpResponse<byte[]> answer = ask(name);
        if (answer.statusCode() == NOT_FOUND) {
            return Optional.empty(); // also one whose newest version was deleted
        }
        if (answer.statusCode() != OK) {
            // Its body is not quoted: it may be anything.
            throw SecretPlace.unreadable(name, "Vault, which answered " + answer.statusCode(), null);
        }
        try {
            JsonNode data =
                    StagedJson.mapper().readTree(answer.body()).path("data").path("data");
            JsonNode value = data.path("value");
            return value.isTextual()
                    ? Optional.of(SecretPlace.kept(name, data.path("for").asText(), value::textValue))
                    : Optional.empty();
        } catch (IOException e) {
            throw SecretPlace.unreadable(name, "Vault, which answered with something that is no JSON", null);
        }
    }

    private HttpResponse<byte[]> ask(String name) {
        try {
            String address = config.address().toString().replaceFirst("/+$", "");
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(address + "/v1/" + mount + "/data/" + path + "/" + name))
                    .timeout(PATIENCE)
                    .header(
                            "X-Vault-Token",
                            Files.readString(config.tokenFile()).strip());
            config.namespace().ifPresent(namespace -> request.header("X-Vault-Namespace", namespace));
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw SecretPlace.unreadable(name, "Vault", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw SecretPlace.unreadable(name, "Vault: the batch was stopped", null);
        }
    }

    @Override
    public String remedy(String name, SecretBinding use) {
        return "Whoever keeps Vault: vault kv patch -mount=" + mount + " " + path + "/" + name + " for=" + use;
    }
}
