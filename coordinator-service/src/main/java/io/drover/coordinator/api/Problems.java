package io.drover.coordinator.api;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.drover.api.Violation;
import io.drover.coordinator.deadletters.NotReplayableException;
import io.drover.coordinator.domain.RefusedException;
import io.drover.coordinator.journal.EntryTooLongException;
import io.drover.coordinator.planning.InvalidMigrationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Every error that leaves the API is a problem document; what is inside never leaves. */
public class Problems {

    private static final Logger LOG = Logger.getLogger(Problems.class);

    @ServerExceptionMapper
    Response invalid(InvalidMigrationException e) {
        return ProblemResponse.of(
                Response.Status.BAD_REQUEST,
                "invalid-migration",
                "The migration cannot be planned",
                said(e.violations()),
                e.violations());
    }

    @ServerExceptionMapper
    Response incomplete(InvalidRequestException e) {
        return ProblemResponse.of(
                Response.Status.BAD_REQUEST,
                "invalid-request",
                "The request is not complete, or not understood",
                said(e.violations()),
                e.violations());
    }

    private static String said(List<Violation> violations) {
        return violations.stream()
                .map(v -> v.field().isEmpty() ? v.message() : v.field() + ": " + v.message())
                .collect(Collectors.joining("; "));
    }

    @ServerExceptionMapper
    Response bodyTooLong(BodyTooLongException e) {
        return ProblemResponse.of(
                Response.Status.REQUEST_ENTITY_TOO_LARGE,
                "too-long",
                "The body is too long",
                String.valueOf(e.getMessage()));
    }

    @ServerExceptionMapper
    Response noPlace(NoPlaceException e) {
        Response problem = ProblemResponse.of(
                Response.Status.fromStatusCode(e.status()),
                "too-many-watchers",
                "Too many watch already",
                String.valueOf(e.getMessage()));
        return Response.fromResponse(problem).header("Retry-After", "5").build();
    }

    @ServerExceptionMapper
    Response roleNeeded(RoleNeededException e) {
        return ProblemResponse.of(
                Response.Status.FORBIDDEN, "role-needed", "This wants another role", String.valueOf(e.getMessage()));
    }

    @ServerExceptionMapper
    Response busy(RouteBusyException e) {
        return ProblemResponse.of(
                Response.Status.CONFLICT,
                "route-busy",
                "An execution is running between these systems",
                String.valueOf(e.getMessage()));
    }

    @ServerExceptionMapper
    Response refused(RefusedException e) {
        return ProblemResponse.of(
                e.wrongInput() ? Response.Status.BAD_REQUEST : Response.Status.CONFLICT,
                "refused",
                "Refused; nothing was changed",
                String.valueOf(e.getMessage()));
    }

    @ServerExceptionMapper
    Response notNow(NotNowException e) {
        return ProblemResponse.of(Response.Status.CONFLICT, "not-now", "Not now", String.valueOf(e.getMessage()));
    }

    @ServerExceptionMapper
    Response tooLong(EntryTooLongException e) {
        return ProblemResponse.of(
                Response.Status.BAD_REQUEST,
                "too-long",
                "Too long",
                e.getMessage() + ". Shorten the mapping, the settings or the idempotency key.");
    }

    @ServerExceptionMapper
    Response stays(NotReplayableException e) {
        return ProblemResponse.of(
                Response.Status.CONFLICT,
                "not-replayable",
                "The dead letter stays where it is",
                String.valueOf(e.getMessage()));
    }

    @ServerExceptionMapper
    Response missing(NoSuchThingException e) {
        return ProblemResponse.of(Response.Status.NOT_FOUND, "not-found", "Not found", String.valueOf(e.getMessage()));
    }

    @ServerExceptionMapper
    Response malformed(JsonParseException e) {
        String where = "line " + e.getLocation().getLineNr() + ", column "
                + e.getLocation().getColumnNr();
        return ProblemResponse.of(
                Response.Status.BAD_REQUEST,
                "malformed-json",
                "The body is not JSON",
                "The JSON is not valid at " + where);
    }

    @ServerExceptionMapper
    Response unknownField(UnrecognizedPropertyException e) {
        return field(e, "unknown field; known here are " + e.getKnownPropertyIds());
    }

    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e) {
        return field(e, "must be " + json(e.getTargetType()));
    }

    /** What a client writes for it; the names of our classes are nothing to it. */
    private static String json(@Nullable Class<?> type) {
        if (type == null) {
            return "of another type";
        }
        if (type == String.class || type.isEnum()) {
            return "a text";
        }
        if (type == Boolean.class || type == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        return Collection.class.isAssignableFrom(type) || type.isArray() ? "a list" : "an object";
    }

    @ServerExceptionMapper
    Response incomplete(ValueInstantiationException e) {
        return field(
                e,
                e.getCause() instanceof IllegalArgumentException ours
                        ? String.valueOf(ours.getMessage())
                        : "cannot be understood");
    }

    @ServerExceptionMapper
    Response web(WebApplicationException e) {
        // The body's reader wraps what Jackson says.
        if (e.getCause() instanceof JsonParseException unreadable) {
            return malformed(unreadable);
        }
        if (e.getCause() instanceof ValueInstantiationException half) {
            return incomplete(half);
        }
        Response.StatusType status = e.getResponse().getStatusInfo();
        return ProblemResponse.of(
                Response.Status.fromStatusCode(status.getStatusCode()),
                "http",
                status.getReasonPhrase(),
                status.getReasonPhrase());
    }

    @ServerExceptionMapper
    Response unexpected(Throwable e) {
        String reference = UUID.randomUUID().toString();
        LOG.errorf(e, "Request failed reference=%s", reference);
        return ProblemResponse.of(
                Response.Status.INTERNAL_SERVER_ERROR,
                "internal",
                "Something went wrong in the coordinator",
                "See the coordinator's log for reference " + reference);
    }

    private static Response field(JsonMappingException e, String message) {
        String path = e.getPath().stream()
                .map(ref -> ref.getFieldName() == null ? "[" + ref.getIndex() + "]" : ref.getFieldName())
                .collect(Collectors.joining("."));
        return ProblemResponse.of(
                Response.Status.BAD_REQUEST,
                "invalid-field",
                "A field of the body is wrong",
                path + ": " + message,
                List.of(new Violation(path, message)));
    }
}
