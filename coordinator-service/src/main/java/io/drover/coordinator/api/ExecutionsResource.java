package io.drover.coordinator.api;

import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import io.drover.api.JournalLine;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.journal.JournalEntry;
import io.drover.coordinator.journal.StateDocument;
import io.drover.coordinator.orchestration.ExecutionView;
import io.drover.coordinator.orchestration.Orchestrator;
import io.drover.coordinator.orchestration.SystemLimitsShown;
import io.drover.coordinator.persistence.DatabaseContext;
import io.drover.coordinator.persistence.DocumentJson;
import io.drover.coordinator.persistence.ExecutionRow;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Executions: one run of a plan each. */
@Tag(name = "Executions", description = "One run of a plan each.")
@Path("/api/v1/executions")
@Produces(MediaType.APPLICATION_JSON)
public class ExecutionsResource {

    private static final int LISTED = 100;
    private static final String CHECKS =
            "false leaves out those that only look, as connection checks do; absent for true";

    private final Mutiny.SessionFactory database;
    private final DatabaseContext context;
    private final Watches watches;
    private final Streams streams;
    private final Orchestrator orchestrator;
    private final SystemLimitsShown limits;
    private final CurrentCaller caller;
    private final WatcherPlaces places;

    ExecutionsResource(
            @PersistenceUnit("coordinator") Mutiny.SessionFactory database,
            DatabaseContext context,
            Watches watches,
            Streams streams,
            Orchestrator orchestrator,
            SystemLimitsShown limits,
            CurrentCaller caller,
            WatcherPlaces places) {
        this.database = database;
        this.context = context;
        this.watches = watches;
        this.streams = streams;
        this.orchestrator = orchestrator;
        this.limits = limits;
        this.caller = caller;
        this.places = places;
    }

    @Operation(operationId = "listExecutions", summary = "The newest 100 executions, newest first")
    @GET
    public Uni<List<Execution>> list(
            @Parameter(description = CHECKS, schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery @Nullable
                    String checks) {
        String all = "from ExecutionRow order by startedAt desc";
        String moving = "from ExecutionRow where route is not null order by startedAt desc";
        String query = Required.flag("checks", checks, true) ? all : moving;
        return database.withSession(session -> session.createQuery(query, ExecutionRow.class)
                        .setMaxResults(LISTED)
                        .getResultList())
                .map(rows -> rows.stream().map(ExecutionsResource::view).toList());
    }

    @Operation(operationId = "getExecution", summary = "An execution as it is now")
    @GET
    @Path("{id}")
    public Uni<Execution> get(String id) {
        return find(id).map(ExecutionsResource::view).chain(this::limited);
    }

    @Operation(
            operationId = "stopExecution",
            summary = "Stop an execution",
            description =
                    "No new batch begins, what is done stays done; it is STOPPED when nothing of it runs any more. Past"
                            + " the point of no return 409 while something is being done that cannot be taken back, or something is"
                            + " left that must be taken back or restored; the answer says what stands in which state.")
    @APIResponse(
            responseCode = "202",
            description = "It stops",
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = Execution.class)))
    @POST
    @Path("{id}/stop")
    public Uni<RestResponse<Execution>> stop(String id) {
        String by = caller.get().name();
        return find(id).chain(row -> orchestrator.signal(row.id(), new Signal.StopAsked(by)))
                .chain(() -> find(id))
                .map(row -> RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, view(row))
                        .build());
    }

    @Operation(
            operationId = "watchExecution",
            summary = "An execution each time it changes",
            description =
                    "Server-sent events, at most four a second, until it has ended or is held. Whoever is slow is shown"
                            + " the newest only.")
    @APIResponse(
            responseCode = "200",
            description = "Events without a name, whose data is an Execution as JSON",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(type = SchemaType.STRING, format = "binary"),
                            example = "data:{\"id\":\"20261120-110956-482-wrp\",\"state\":\"RUNNING\", …}\n\n"))
    @GET
    @KnownExecution.Needed
    @Path("{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<Execution> events(String id) {
        Runnable leave = places.take(caller.get().name());
        BooleanSupplier holds = caller.holds();
        return find(id).onItem()
                .transformToMulti(watches::watch)
                .select()
                .first(view -> holds.getAsBoolean())
                .onItem()
                .transformToUniAndConcatenate(view -> context.run(() -> limited(view)))
                .onTermination()
                .invoke(leave);
    }

    @Operation(
            operationId = "getLog",
            summary = "The journal of an execution",
            description = "What was decided and accepted, oldest first.")
    @APIResponse(
            responseCode = "200",
            description = "Lines, each a JournalLine",
            content =
                    @Content(mediaType = Streams.NDJSON, schema = @Schema(type = SchemaType.STRING, format = "binary")))
    @GET
    @Path("{id}/log")
    @Produces(Streams.NDJSON)
    @Blocking
    public StreamingOutput log(String id) {
        return streams.of(
                id,
                (pages, out) -> pages.journal(id, Long.MAX_VALUE, entry -> {
                    for (Iterator<JournalLine> lines = JournalEntry.lines(entry).iterator(); lines.hasNext(); ) {
                        Streams.line(out, DocumentJson.write(lines.next()));
                    }
                }));
    }

    /** What has ended or is held waits for no turn. */
    private Uni<Execution> limited(Execution view) {
        return view.state() == ExecutionStatus.RUNNING
                ? limits.of(view.id()).map(view::with)
                : Uni.createFrom().item(view);
    }

    static Execution view(ExecutionRow row) {
        Plan plan = DocumentJson.read(row.plan(), Plan.class);
        return ExecutionView.of(plan, state(row, plan), Instant.now());
    }

    static ExecutionState state(ExecutionRow row, Plan plan) {
        return StateDocument.read(row.state()).state(plan);
    }

    private Uni<ExecutionRow> find(String id) {
        return database.withSession(session -> session.find(ExecutionRow.class, id))
                .onItem()
                .ifNull()
                .failWith(() -> new NoSuchThingException("execution", id));
    }
}
