package io.drover.coordinator.api;

import io.drover.coordinator.domain.Challenge;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.ExecutionStatus;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.orchestration.Orchestrator;
import io.drover.coordinator.persistence.ExecutionRow;
import io.drover.coordinator.persistence.Json;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What an execution asks of people, and what they say (DESIGN §7). */
@Path("/api/v1/executions/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class PersonsResource {

    private final Mutiny.SessionFactory database;
    private final Orchestrator orchestrator;

    PersonsResource(@PersistenceUnit("coordinator") Mutiny.SessionFactory database, Orchestrator orchestrator) {
        this.database = database;
        this.orchestrator = orchestrator;
    }

    /** A person did what a step asks for. */
    @APIResponse(responseCode = "204", description = "Confirmed")
    @POST
    @Path("steps/{step}/confirm")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> confirm(String id, String step, @Nullable Confirm body) {
        Confirm confirm = Required.body(body);
        String by = Required.text("by", confirm.by());
        return tell(id, new Signal.Confirmed(step, by, Required.text("seen", confirm.seen())));
    }

    /** What a person would consent to now. 409 when nothing asks for it. */
    @GET
    @Path("consent")
    public Uni<ConsentView> consent(String id) {
        return find(id).map(row -> {
            Plan plan = Json.read(row.plan(), Plan.class);
            ExecutionState state = ExecutionsResource.state(row, plan);
            Challenge asked = Challenge.asked(plan, state);
            if (asked == null) {
                throw new NotNowException("Nothing in execution " + id + " waits for a consent.");
            }
            return ConsentView.of(asked, state.status() == ExecutionStatus.HELD);
        });
    }

    /** A person typed the phrase. 409 when what is to be destroyed is not what was shown. */
    @APIResponse(responseCode = "204", description = "Consented")
    @POST
    @Path("consent")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> give(String id, @Nullable Consented body) {
        Consented given = Required.body(body);
        String by = Required.text("by", given.by());
        String challenge = Required.text("challenge", given.challenge());
        return tell(id, new Signal.Consented(by, challenge, Required.text("typed", given.typed())));
    }

    /** A named person approves that a held execution goes on; needs a consent of its own. */
    @APIResponse(responseCode = "202", description = "It goes on")
    @POST
    @Path("resume")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> resume(String id, @Nullable Resume body) {
        Resume resume = Required.body(body);
        String by = Required.text("by", resume.by());
        String reason = Required.text("reason", resume.reason());
        String challenge = Required.text("challenge", resume.challenge());
        String restored = resume.restored() == null ? null : Required.text("restored", resume.restored());
        String typed = Required.text("typed", resume.typed());
        return tell(id, new Signal.Resumed(by, reason, challenge, typed, restored))
                .replaceWith(Response.accepted().build());
    }

    /** A named person ends a held execution. Nothing is sent to anyone; access stays closed. */
    @APIResponse(responseCode = "202", description = "It ends")
    @POST
    @Path("abandon")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> abandon(String id, @Nullable Abandon body) {
        Abandon abandon = Required.body(body);
        String by = Required.text("by", abandon.by());
        return tell(id, new Signal.Abandoned(by, Required.text("reason", abandon.reason())))
                .replaceWith(Response.accepted().build());
    }

    private Uni<Response> tell(String id, Signal signal) {
        return find(id).chain(row -> orchestrator.signal(row.id(), signal))
                .replaceWith(Response.noContent().build());
    }

    private Uni<ExecutionRow> find(String id) {
        return database.withSession(session -> session.find(ExecutionRow.class, id))
                .onItem()
                .ifNull()
                .failWith(() -> new NoSuchThingException("execution", id));
    }

    /** Who did a step, and what they saw. */
    public record Confirm(@Nullable String by, @Nullable String seen) {}

    /** Who typed what, to which challenge. */
    public record Consented(
            @Nullable String by,
            @Nullable String challenge,
            @Nullable String typed) {}

    /** Who lets it go on and why; with the consent to do it again, and what they restored, where that has to be first. */
    public record Resume(
            @Nullable String by,
            @Nullable String reason,
            @Nullable String challenge,
            @Nullable String typed,
            @Nullable String restored) {}

    /** Who ends it, and what they did instead. */
    public record Abandon(@Nullable String by, @Nullable String reason) {}

    /**
     * @param backup SHA-256 of the proven backup, hex; {@code archive} is where it is kept; null where none is asked for
     * @param destroys how many of each kind are there now; {@code imports} how many take their place
     * @param files SHA-256 of what is imported, by step, hex
     * @param phrase what has to be typed
     * @param challenge what the consent is bound to; changes with any of these
     */
    public record ConsentView(
            String step,
            String planHash,
            @Nullable String backup,
            @Nullable String archive,
            Map<String, Long> destroys,
            Map<String, Long> imports,
            Map<String, String> files,
            String phrase,
            String challenge,
            long validSeconds,
            boolean forResume) {

        static ConsentView of(Challenge asked, boolean forResume) {
            return new ConsentView(
                    asked.step(),
                    asked.planHash(),
                    asked.backup(),
                    asked.archive(),
                    asked.destroys(),
                    asked.imports(),
                    asked.files(),
                    asked.phrase(),
                    asked.hash(),
                    asked.valid().toSeconds(),
                    forResume);
        }
    }
}
