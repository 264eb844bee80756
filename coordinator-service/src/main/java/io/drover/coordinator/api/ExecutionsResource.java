package io.drover.coordinator.api;

import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.ExecutionStatus;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.journal.JournalEntry;
import io.drover.coordinator.journal.JournalLine;
import io.drover.coordinator.journal.StateDocument;
import io.drover.coordinator.orchestration.ExecutionView;
import io.drover.coordinator.orchestration.Orchestrator;
import io.drover.coordinator.orchestration.SystemLimitsShown;
import io.drover.coordinator.persistence.DatabaseContext;
import io.drover.coordinator.persistence.ExecutionRow;
import io.drover.coordinator.persistence.Json;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Executions: one run of a plan each. */
@Path("/api/v1/executions")
@Produces(MediaType.APPLICATION_JSON)
public class ExecutionsResource {

    private static final int LISTED = 100;

    private final Mutiny.SessionFactory database;
    private final DatabaseContext context;
    private final Watches watches;
    private final Streams streams;
    private final Orchestrator orchestrator;
    private final SystemLimitsShown limits;

    ExecutionsResource(
            @PersistenceUnit("coordinator") Mutiny.SessionFactory database,
            DatabaseContext context,
            Watches watches,
            Streams streams,
            Orchestrator orchestrator,
            SystemLimitsShown limits) {
        this.database = database;
        this.context = context;
        this.watches = watches;
        this.streams = streams;
        this.orchestrator = orchestrator;
        this.limits = limits;
    }

    /**
     * The newest executions first, at most 100.
     *
     * @param checks {@code false} leaves out those that only look, as connection checks do; absent for {@code true}
     */
    @GET
    public Uni<List<ExecutionView>> list(@RestQuery @Nullable String checks) {
        String all = "from ExecutionRow order by startedAt desc";
        String moving = "from ExecutionRow where route is not null order by startedAt desc";
        String query = Required.flag("checks", checks, true) ? all : moving;
        return database.withSession(session -> session.createQuery(query, ExecutionRow.class)
                        .setMaxResults(LISTED)
                        .getResultList())
                .map(rows -> rows.stream().map(ExecutionsResource::view).toList());
    }

    @GET
    @Path("{id}")
    public Uni<ExecutionView> get(String id) {
        return find(id).map(ExecutionsResource::view).chain(this::limited);
    }

    /**
     * Stops an execution: no new batch begins, what is done stays done. Past the point of no return 409 while something irreversible is
     * being done, or something is left that must be taken back or restored; the answer says what stands in which state.
     */
    @APIResponse(responseCode = "202", description = "It stops")
    @POST
    @Path("{id}/stop")
    public Uni<RestResponse<ExecutionView>> stop(String id) {
        return find(id).chain(row -> orchestrator.signal(row.id(), new Signal.StopAsked()))
                .chain(() -> find(id))
                .map(row -> RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, view(row))
                        .build());
    }

    /** The execution each time it or what it waits for changed, until it has ended or is held. */
    @GET
    @Path("{id}/events")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<ExecutionView> events(String id) {
        return find(id).onItem()
                .transformToMulti(watches::watch)
                .onItem()
                .transformToUniAndConcatenate(view -> context.run(() -> limited(view)));
    }

    /** The journal, one JSON object a line. */
    @GET
    @Path("{id}/log")
    @Produces(Streams.NDJSON)
    @Blocking
    public StreamingOutput log(String id) {
        return streams.of(
                id,
                (pages, out) -> pages.journal(id, Long.MAX_VALUE, entry -> {
                    for (Iterator<JournalLine> lines = JournalEntry.lines(entry).iterator(); lines.hasNext(); ) {
                        Streams.line(out, Json.write(lines.next()));
                    }
                }));
    }

    /** What has ended or is held waits for no turn. */
    private Uni<ExecutionView> limited(ExecutionView view) {
        return view.state().equals(ExecutionStatus.RUNNING.name())
                ? limits.of(view.id()).map(view::with)
                : Uni.createFrom().item(view);
    }

    static ExecutionView view(ExecutionRow row) {
        Plan plan = Json.read(row.plan(), Plan.class);
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
