package io.drover.coordinator.api;

import io.drover.api.AbandonRequest;
import io.drover.api.ConfirmRequest;
import io.drover.api.ConsentAsked;
import io.drover.api.ConsentRequest;
import io.drover.api.ExecutionStatus;
import io.drover.api.ResumeRequest;
import io.drover.coordinator.domain.Challenge;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.orchestration.Orchestrator;
import io.drover.coordinator.persistence.DocumentJson;
import io.drover.coordinator.persistence.ExecutionRow;
import io.quarkus.hibernate.orm.PersistenceUnit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** What an execution asks of people, and what they say. */
@Tag(name = "Persons", description = "What an execution asks of people, and what they say.")
@Path("/api/v1/executions/{id}")
@Produces(MediaType.APPLICATION_JSON)
public class PersonsResource {

    private final Mutiny.SessionFactory database;
    private final Orchestrator orchestrator;
    private final CurrentCaller caller;

    PersonsResource(
            @PersistenceUnit("coordinator") Mutiny.SessionFactory database,
            Orchestrator orchestrator,
            CurrentCaller caller) {
        this.database = database;
        this.orchestrator = orchestrator;
        this.caller = caller;
    }

    @Operation(
            operationId = "confirmStep",
            summary = "Confirm a step that a person did",
            description = "Who did it and what they saw goes into the audit. 409 when the step does not wait, or is a"
                    + " consent, which is typed instead.")
    @APIResponse(responseCode = "204", description = "Confirmed")
    @POST
    @Path("steps/{step}/confirm")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> confirm(String id, String step, @Nullable ConfirmRequest body) {
        ConfirmRequest confirm = Required.body(body);
        String by = caller.name(confirm.by());
        return tell(id, new Signal.Confirmed(step, by, Required.text("seen", confirm.seen())));
    }

    @Operation(
            operationId = "getConsent",
            summary = "What a person would consent to now",
            description =
                    "Show all of it to the person, have the phrase typed, and send it with the challenge. Of a held"
                            + " execution: what a resume has to type. 409 when nothing asks for it.")
    @GET
    @Path("consent")
    public Uni<ConsentAsked> consent(String id) {
        return find(id).map(row -> {
            Plan plan = DocumentJson.read(row.plan(), Plan.class);
            ExecutionState state = ExecutionsResource.state(row, plan);
            Challenge asked = Challenge.asked(plan, state);
            if (asked == null) {
                throw new NotNowException("Nothing in execution " + id + " waits for a consent.");
            }
            return shown(asked, state.status() == ExecutionStatus.HELD);
        });
    }

    @Operation(
            operationId = "giveConsent",
            summary = "Consent to what cannot be taken back",
            description =
                    "400 when another phrase was typed; 409 when what is to be destroyed is no more what was shown, or"
                            + " the maintenance window is closed. Never send what nobody typed.")
    @APIResponse(responseCode = "204", description = "Consented")
    @POST
    @Path("consent")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> give(String id, @Nullable ConsentRequest body) {
        ConsentRequest given = Required.body(body);
        String by = caller.name(given.by());
        String challenge = Required.line("challenge", given.challenge());
        return tell(id, new Signal.Consented(by, challenge, Required.line("typed", given.typed())));
    }

    @Operation(
            operationId = "resumeExecution",
            summary = "Let a held execution go on",
            description =
                    "Needs a consent of its own, and what was restored where the failed step must be restored first."
                            + " 409 when it is not held.")
    @APIResponse(responseCode = "202", description = "It goes on")
    @POST
    @Path("resume")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> resume(String id, @Nullable ResumeRequest body) {
        ResumeRequest resume = Required.body(body);
        String by = caller.name(resume.by());
        String reason = Required.text("reason", resume.reason());
        String challenge = Required.line("challenge", resume.challenge());
        String restored = resume.restored() == null ? null : Required.text("restored", resume.restored());
        String typed = Required.line("typed", resume.typed());
        return tell(id, new Signal.Resumed(by, reason, challenge, typed, restored))
                .replaceWith(Response.accepted().build());
    }

    @Operation(
            operationId = "abandonExecution",
            summary = "End a held execution",
            description = "Nothing is sent to either system; access to them stays closed. 409 when it is not held.")
    @APIResponse(responseCode = "202", description = "It ends")
    @POST
    @Path("abandon")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> abandon(String id, @Nullable AbandonRequest body) {
        AbandonRequest abandon = Required.body(body);
        String by = caller.name(abandon.by());
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

    private static ConsentAsked shown(Challenge asked, boolean forResume) {
        return new ConsentAsked(
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
