package io.drover.coordinator.api;

import io.drover.api.Execution;
import io.drover.api.ExecutionPlan;
import io.drover.api.Migration;
import io.drover.coordinator.access.Caller;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.journal.StateDocument;
import io.drover.coordinator.orchestration.Definitions;
import io.drover.coordinator.orchestration.ExecutionView;
import io.drover.coordinator.orchestration.Orchestrator;
import io.drover.coordinator.persistence.DocumentJson;
import io.drover.coordinator.persistence.ExecutionRow;
import io.drover.coordinator.persistence.MigrationRow;
import io.drover.coordinator.planning.Planner;
import io.drover.telemetry.TracedSpan;
import io.drover.telemetry.Tracing;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** Migrations: durable definitions, each with many executions. */
@Tag(name = "Migrations", description = "Durable definitions, each with many executions.")
@Path("/api/v1/migrations")
@Produces(MediaType.APPLICATION_JSON)
public class MigrationsResource {

    private final Mutiny.SessionFactory database;
    private final Planner planner;
    private final Definitions definitions;
    private final Orchestrator orchestrator;
    private final Tracing tracing;
    private final CurrentCaller caller;

    MigrationsResource(
            @PersistenceUnit("coordinator") Mutiny.SessionFactory database,
            Planner planner,
            Definitions definitions,
            Orchestrator orchestrator,
            Tracing tracing,
            CurrentCaller caller) {
        this.database = database;
        this.planner = planner;
        this.definitions = definitions;
        this.orchestrator = orchestrator;
        this.tracing = tracing;
        this.caller = caller;
    }

    @Operation(
            operationId = "defineMigration",
            summary = "Keep a definition under its name",
            description = "It is planned first, so that whatever is wrong is told, each with its field. 409 while an"
                    + " execution of it goes on or is held that people consented to, or may: what they saw is not"
                    + " changed.")
    @APIResponse(
            responseCode = "201",
            description = "Kept; it is new",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Migration.class)))
    @APIResponse(
            responseCode = "200",
            description = "Kept; it replaces one",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Migration.class)))
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> define(@Nullable Migration body) {
        Migration migration = Required.body(body);
        Required.of("name", migration.name(), "recipe", migration.recipe());
        Required.of("source", migration.source(), "target", migration.target());
        Plan plan = planner.plan(planner.completed(migration));
        String definition = DocumentJson.write(migration);
        URI location = URI.create("/api/v1/migrations/" + migration.name());
        return definitions
                .define(
                        migration,
                        plan,
                        caller.get(),
                        (session, row) -> refuseUnderAGuardedExecution(session, row, definition))
                .map(isNew -> (isNew
                                ? Response.created(location)
                                : Response.ok().location(location))
                        .entity(migration)
                        .build());
    }

    @Operation(operationId = "listMigrations", summary = "All definitions, by name")
    @GET
    public Uni<List<Migration>> list() {
        return database.withSession(session -> session.createQuery(
                                "from MigrationRow where removedAt is null order by name", MigrationRow.class)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> DocumentJson.read(row.definition(), Migration.class))
                        .toList());
    }

    @Operation(operationId = "getMigration", summary = "A definition")
    @GET
    @Path("{name}")
    public Uni<Migration> get(String name) {
        return database.withSession(session -> find(session, name))
                .map(row -> DocumentJson.read(row.definition(), Migration.class));
    }

    @Operation(
            operationId = "removeMigration",
            summary = "Remove a definition",
            description = "Its executions, with their journal and audit, stay, and so do the secrets that it names. 409"
                    + " while one of them goes on or is held.")
    @APIResponse(responseCode = "204", description = "Removed")
    @DELETE
    @Path("{name}")
    public Uni<Response> remove(String name) {
        return definitions
                .remove(
                        name,
                        caller.get(),
                        (session, row) -> refuseUnderAnExecution(session, row, "removed", plan -> true))
                .invoke(wasThere -> {
                    if (!wasThere) {
                        throw new NoSuchThingException("migration", name);
                    }
                })
                .replaceWith(Response.noContent().build());
    }

    @Operation(
            operationId = "getPlan",
            summary = "What an execution that begins now would do",
            description =
                    "Numbered steps, the last one after which all can still be taken back, and the hash that a consent"
                            + " is bound to. 400 when the definition cannot be planned any more.")
    @GET
    @Path("{name}/plan")
    public Uni<ExecutionPlan> plan(String name) {
        return database.withSession(session -> find(session, name))
                .map(row -> PlanView.of(planner.plan(completed(row))));
    }

    @Operation(
            operationId = "startExecution",
            summary = "Begin an execution",
            description = "Follow it with GET /executions/{id} or its events. 409 while another execution moves records"
                    + " between the same systems.")
    @APIResponse(
            responseCode = "202",
            description = "Begun, or begun before under this key",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Execution.class)))
    @POST
    @Path("{name}/executions")
    public Uni<Response> execute(
            String name,
            @Parameter(
                            description =
                                    "Any text of yours: the same for the same migration answers with the execution"
                                            + " that it began first, so that a request can be sent again.",
                            example = "first-run")
                    @RestHeader("Idempotency-Key")
                    @Nullable
                    String idempotencyKey,
            @Parameter(hidden = true) @RestHeader("traceparent") @Nullable String traceparent) {
        Caller by = caller.get();
        return database.withTransaction((session, transaction) -> find(session, name)
                        .chain(migration -> earlier(session, name, idempotencyKey)
                                .chain(row -> row != null
                                        ? Uni.createFrom().item(ExecutionsResource.view(row))
                                        : begin(session, migration, by, idempotencyKey, traceparent))))
                .invoke(orchestrator::committed)
                .map(view -> Response.accepted(view)
                        .location(URI.create("/api/v1/executions/" + view.id()))
                        .build());
    }

    private Uni<Execution> begin(
            Mutiny.Session session,
            MigrationRow migration,
            Caller by,
            @Nullable String idempotencyKey,
            @Nullable String traceparent) {
        Migration completed = completed(migration);
        Plan plan = planner.plan(completed);
        Instant now = Instant.now();
        String id = ExecutionIds.next();
        TracedSpan span = tracing.submission(id, traceparent);
        ExecutionState state = ExecutionState.of(id, plan, now);
        ExecutionRow row = new ExecutionRow(
                        id,
                        migration.name(),
                        idempotencyKey,
                        plan.changesTarget() ? plan.route() : null,
                        DocumentJson.write(plan),
                        DocumentJson.write(completed),
                        StateDocument.withoutChanges(state).text(),
                        now)
                .changing(plan.changesTarget() ? plan.target() : null, plan.guarded());
        return refuseASecond(session, plan)
                .chain(() -> refuseBesideAGuarded(session, plan))
                .chain(() -> orchestrator.start(session, row, by.name()))
                .map(next -> ExecutionView.of(plan, next, now))
                .onTermination()
                .invoke(span::close);
    }

    private Migration completed(MigrationRow row) {
        return planner.completed(DocumentJson.read(row.definition(), Migration.class));
    }

    /** A migration does not change while an execution waits for, or has, a person's consent to it. */
    private static Uni<Void> refuseUnderAGuardedExecution(Mutiny.Session session, MigrationRow row, String definition) {
        return row.definition().equals(definition)
                ? Uni.createFrom().voidItem()
                : refuseUnderAnExecution(session, row, "changed", Plan::guarded);
    }

    private static Uni<Void> refuseUnderAnExecution(
            Mutiny.Session session, MigrationRow row, String what, Predicate<Plan> which) {
        return session.createQuery(
                        "from ExecutionRow where migration = :migration and status in ('RUNNING', 'HELD')",
                        ExecutionRow.class)
                .setParameter("migration", row.name())
                .getResultList()
                .invoke(running -> running.forEach(execution -> {
                    if (which.test(DocumentJson.read(execution.plan(), Plan.class))) {
                        throw new NotNowException("Migration " + row.name() + " cannot be " + what + " while execution "
                                + execution.id() + " of it goes on or is held; stop or abandon that first.");
                    }
                }))
                .replaceWithVoid();
    }

    /** The unique index on the route is what keeps a second one out; this says so in words. */
    private static Uni<Void> refuseASecond(Mutiny.Session session, Plan plan) {
        return session.createQuery(
                        "select id from ExecutionRow where route = :route and status in ('RUNNING', 'HELD')",
                        String.class)
                .setParameter("route", plan.changesTarget() ? plan.route() : "")
                .getSingleResultOrNull()
                .invoke(running -> {
                    if (running != null) {
                        throw new RouteBusyException(running, plan.route());
                    }
                })
                .replaceWithVoid();
    }

    /** What one of them is to replace, and has backed up, no other changes; whoever asks at the same moment waits for the first. */
    private static Uni<Void> refuseBesideAGuarded(Mutiny.Session session, Plan plan) {
        String target = plan.target();
        if (target == null || !plan.changesTarget()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery("select pg_advisory_xact_lock(hashtextextended(:target, 0)) is null")
                .setParameter("target", target)
                .getResultList()
                .chain(() -> session.createQuery(
                                "select id from ExecutionRow where target = :target and status in ('RUNNING', 'HELD')"
                                        + " and (guarded = true or :guarded = true) order by startedAt",
                                String.class)
                        .setParameter("target", target)
                        .setParameter("guarded", plan.guarded())
                        .setMaxResults(1)
                        .getSingleResultOrNull())
                .invoke(running -> {
                    if (running != null) {
                        throw new RouteBusyException(running, target);
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<@Nullable ExecutionRow> earlier(
            Mutiny.Session session, String migration, @Nullable String idempotencyKey) {
        if (idempotencyKey == null) {
            return Uni.createFrom().nullItem();
        }
        return session.createQuery(
                        "from ExecutionRow where migration = :migration and idempotencyKey = :key", ExecutionRow.class)
                .setParameter("migration", migration)
                .setParameter("key", idempotencyKey)
                .getSingleResultOrNull();
    }

    private static Uni<MigrationRow> find(Mutiny.Session session, String name) {
        return session.find(MigrationRow.class, name)
                .map(row -> row == null || row.isRemoved() ? null : row)
                .onItem()
                .ifNull()
                .failWith(() -> new NoSuchThingException("migration", name));
    }
}
