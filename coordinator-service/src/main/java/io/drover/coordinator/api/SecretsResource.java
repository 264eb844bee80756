package io.drover.coordinator.api;

import io.drover.api.KeyRotation;
import io.drover.api.SecretValue;
import io.drover.api.StoredSecret;
import io.drover.contracts.SecretBinding;
import io.drover.contracts.SecretSeal;
import io.drover.coordinator.access.Caller;
import io.drover.coordinator.access.InstallationAudit;
import io.drover.coordinator.persistence.SecretRow;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.LockModeType;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestQuery;
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
            summary = "Keep a secret under a name, for a connector and addresses",
            description =
                    "It replaces the one of that name, is kept sealed, and cannot be read back: only workers open it,"
                            + " and only for that connector at these addresses. A name is 1 to 100 of A-Z a-z 0-9 . _ -."
                            + " 409 when no key file is configured, or while an execution uses it that the change would"
                            + " take it away from.")
    @APIResponse(responseCode = "204", description = "Kept")
    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> put(
            String name,
            @Parameter(
                            description = "409 while an execution that goes on or is held uses it, whatever is new.",
                            schema = @Schema(type = SchemaType.BOOLEAN))
                    @RestQuery
                    @Nullable
                    String unused,
            @Parameter(
                            description = "Also for another connector or address while an execution uses it.",
                            schema = @Schema(type = SchemaType.BOOLEAN))
                    @RestQuery
                    @Nullable
                    String force,
            @Nullable SecretValue secret)
            throws IOException {
        SecretValue given = Required.body(secret);
        SecretBinding use = SecretRequests.use(name, given);
        boolean onlyUnused = Required.flag("unused", unused, false);
        boolean forced = Required.flag("force", force, false);
        if (keyFile.isEmpty()) {
            return Uni.createFrom().item(noKey());
        }
        Caller by = caller.get();
        SecretSeal seal = new SecretSeal(Files.readString(keyFile.get()));
        SecretRow row = new SecretRow(name, use, seal, given.value(), Instant.now());
        return database.withTransaction((session, transaction) -> session.find(SecretRow.class, name)
                        .chain(before -> onlyUnused
                                ? SecretsInUse.refuse(session, name, "Nothing was stored.")
                                : before == null
                                                || forced
                                                || before.use()
                                                        .filter(use::equals)
                                                        .isPresent()
                                        ? Uni.createFrom().voidItem()
                                        : SecretsInUse.refuse(
                                                session,
                                                name,
                                                "For another connector or address it is stored under another name, or"
                                                        + " when they have ended."))
                        .chain(() -> session.merge(row))
                        .chain(() -> audit.add(session, by, "secret.stored", name)))
                .replaceWith(Response.noContent().build());
    }

    @Operation(
            operationId = "rotateKey",
            summary = "Seal all secrets with the newest key",
            description = "That is the first one of the key file; what the others sealed opens as before, and is sealed"
                    + " again. All secrets in one transaction: broken off, it has done nothing, and it can be"
                    + " repeated. 409 when no key file is configured.")
    @APIResponse(
            responseCode = "200",
            description = "Sealed",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = KeyRotation.class)))
    @POST
    @Path("rotate-key")
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<Response> rotate() throws IOException {
        if (keyFile.isEmpty()) {
            return Uni.createFrom().item(noKey());
        }
        SecretSeal seal = new SecretSeal(Files.readString(keyFile.get()));
        Caller by = caller.get();
        return database.withTransaction((session, transaction) -> session.createQuery(
                                "from SecretRow where keyId is null or keyId <> :key order by name", SecretRow.class)
                        .setParameter("key", seal.keyId())
                        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                        .getResultList()
                        .map(rows -> sealedAgain(rows, seal))
                        .call(() -> audit.add(session, by, "secrets.sealed", seal.keyId())))
                .map(rotation -> Response.ok(rotation).build());
    }

    private static KeyRotation sealedAgain(List<SecretRow> rows, SecretSeal seal) {
        List<String> unreadable = rows.stream()
                .filter(row -> !row.sealAgain(seal))
                .map(SecretRow::name)
                .toList();
        return new KeyRotation(seal.keyId(), rows.size() - unreadable.size(), unreadable);
    }

    private static Response noKey() {
        return ProblemResponse.of(
                Response.Status.CONFLICT,
                "no-secret-key",
                "This installation keeps no secrets",
                "Set drover.secrets.key-file to a file of 32 bytes in base64, or mount the secrets for the workers");
    }

    @Operation(operationId = "listSecrets", summary = "The secrets that are kept, by name, without their values")
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Uni<List<StoredSecret>> list() {
        return database.withSession(session -> session.createQuery("from SecretRow order by name", SecretRow.class)
                        .getResultList())
                .map(rows -> rows.stream().map(SecretsResource::stored).toList());
    }

    private static StoredSecret stored(SecretRow row) {
        return new StoredSecret(
                row.name(),
                row.use().map(SecretBinding::connector).orElse(null),
                row.use().map(SecretBinding::addresses).orElse(List.of()),
                row.changedAt());
    }

    @Operation(
            operationId = "removeSecret",
            summary = "Remove a secret",
            description = "409 while an execution that goes on or is held uses it.")
    @APIResponse(responseCode = "204", description = "Removed")
    @DELETE
    @Path("{name}")
    public Uni<Response> remove(
            String name,
            @Parameter(
                            description = "Also while an execution uses it, which then fails where it needs it next.",
                            schema = @Schema(type = SchemaType.BOOLEAN))
                    @RestQuery
                    @Nullable
                    String force) {
        boolean forced = Required.flag("force", force, false);
        Caller by = caller.get();
        return database.withTransaction((session, transaction) -> session.find(SecretRow.class, name)
                        .onItem()
                        .ifNull()
                        .failWith(() -> new NoSuchThingException("secret", name))
                        .call(() -> forced
                                ? Uni.createFrom().voidItem()
                                : SecretsInUse.refuse(session, name, "Nothing was removed."))
                        .chain(session::remove)
                        .chain(() -> audit.add(session, by, "secret.removed", name)))
                .replaceWith(Response.noContent().build());
    }
}
