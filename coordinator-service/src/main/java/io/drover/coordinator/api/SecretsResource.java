package io.drover.coordinator.api;

import io.drover.api.SecretValue;
import io.drover.contracts.SecretSeal;
import io.drover.coordinator.access.Caller;
import io.drover.coordinator.access.InstallationAudit;
import io.drover.coordinator.persistence.SecretRow;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Drover's own secret store, for writing only: a value goes in once and is opened by workers alone. */
@Tag(name = "Secrets", description = "Drover's own store, for writing only.")
@Path("/api/v1/secrets")
public class SecretsResource {

    private final Mutiny.SessionFactory database;
    private final InstallationAudit audit;
    private final CurrentCaller caller;
    private final Optional<java.nio.file.Path> keyFile;

    SecretsResource(
            @PersistenceUnit("coordinator") Mutiny.SessionFactory database,
            InstallationAudit audit,
            CurrentCaller caller,
            @ConfigProperty(name = "drover.secrets.key-file") Optional<java.nio.file.Path> keyFile) {
        this.database = database;
        this.audit = audit;
        this.caller = caller;
        this.keyFile = keyFile;
    }

    @Operation(
            operationId = "putSecret",
            summary = "Keep a secret under a name",
            description =
                    "It replaces the one of that name, is kept sealed, and cannot be read back: only workers open it. A name"
                            + " is 1 to 100 of A-Z a-z 0-9 . _ -. 409 when no key file is configured.")
    @APIResponse(responseCode = "204", description = "Kept")
    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> put(String name, @Nullable SecretValue secret) throws IOException {
        if (!name.matches("[A-Za-z0-9._-]{1,100}")
                || secret == null
                || secret.value() == null
                || secret.value().isEmpty()) {
            return Uni.createFrom()
                    .item(ProblemResponse.of(
                            Response.Status.BAD_REQUEST,
                            "invalid-secret",
                            "The secret cannot be kept",
                            "A name is 1 to 100 of A-Z a-z 0-9 . _ - and the field value is not empty"));
        }
        if (keyFile.isEmpty()) {
            return Uni.createFrom()
                    .item(
                            ProblemResponse.of(
                                    Response.Status.CONFLICT,
                                    "no-secret-key",
                                    "This installation keeps no secrets",
                                    "Set drover.secrets.key-file to a file of 32 bytes in base64, or mount the secrets for the workers"));
        }
        Caller by = caller.get();
        byte[] sealed = new SecretSeal(Files.readString(keyFile.get())).seal(name, secret.value());
        return database.withTransaction(
                        (session, transaction) -> session.merge(new SecretRow(name, sealed, Instant.now()))
                                .chain(() -> audit.add(session, by, "secret.stored", name)))
                .replaceWith(Response.noContent().build());
    }

    @Operation(operationId = "listSecrets", summary = "The names of the secrets")
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<List<String>> names() {
        return database.withSession(
                session -> session.createQuery("select name from SecretRow order by name", String.class)
                        .getResultList());
    }
}
