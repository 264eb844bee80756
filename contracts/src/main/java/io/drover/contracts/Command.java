package io.drover.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Do one bounded attempt at a batch.
 *
 * @param route the pair of systems that records move between; receipts belong to it, so that a second migration between
 *     the same systems finds what the first has loaded
 * @param attempt from 1; a higher one makes all lower ones stale
 * @param operation what to do, a word that the service of {@code batch.phase()} knows: {@code check}, {@code survey},
 *     {@code extract}, {@code transform}, {@code load} …
 * @param entityType null for an operation that is about none
 * @param source null when the operation does not need it; likewise {@code target}
 * @param inputs what to read, by the operation's own names
 * @param options settings of the migration that the operation knows, small
 * @param deadline when the coordinator commands the batch again, if it heard until then of nobody who has begun it
 * @param on whose connector's operation it is; null for an operation of the service itself
 * @param permit of a destructive operation: under whose consent it may run; null for any other
 * @param recipe name of the recipe that the execution's plan was made from: it says of which path the batch is. Null in what releases before
 *     it sent, which had one way of mapping records
 * @param asked how often a connector's operation has answered that it is not done yet: it is asked again then, and nothing is begun. Absent
 *     means never; whoever does not know this must not do the command
 * @param along what goes along with the records of the batch; absent means nothing. Whoever does not know it must not do the command
 */
public record Command(
        int version,
        BatchId batch,
        String route,
        int attempt,
        String operation,
        @JsonProperty("kind") @Nullable String entityType,
        @Nullable ConnectionRef source,
        @Nullable ConnectionRef target,
        Map<String, Input> inputs,
        ObjectNode options,
        Instant deadline,
        @Nullable Side on,
        @Nullable Permit permit,
        @Nullable String recipe,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int asked,

        @JsonInclude(value = JsonInclude.Include.CUSTOM, valueFilter = Along.Nothing.class)
        Along along)
        implements Message {

    public static final int VERSION = 1;

    /**
     * So long after its deadline a command is not begun any more: long after any attempt was given up, whatever the clocks say.
     * What is still wanted then is commanded anew.
     */
    public static final Duration EXPIRY = Duration.ofDays(1);

    @SuppressWarnings("ConstantConditions") // absent in what a release before sent
    public Command {
        requireNonNull(batch, "batch");
        requireNonNull(route, "route");
        requireNonNull(operation, "operation");
        requireNonNull(options, "options");
        requireNonNull(deadline, "deadline");
        inputs = Map.copyOf(inputs);
        along = along == null ? Along.NOTHING : along;
    }

    /** For records with which nothing goes along, and for what is about none. */
    public Command(
            int version,
            BatchId batch,
            String route,
            int attempt,
            String operation,
            @Nullable String entityType,
            @Nullable ConnectionRef source,
            @Nullable ConnectionRef target,
            Map<String, Input> inputs,
            ObjectNode options,
            Instant deadline,
            @Nullable Side on,
            @Nullable Permit permit,
            @Nullable String recipe,
            int asked) {
        this(
                version,
                batch,
                route,
                attempt,
                operation,
                entityType,
                source,
                target,
                inputs,
                options,
                deadline,
                on,
                permit,
                recipe,
                asked,
                Along.NOTHING);
    }

    /** For an operation of the service itself. */
    public Command(
            int version,
            BatchId batch,
            String route,
            int attempt,
            String operation,
            @Nullable String entityType,
            @Nullable ConnectionRef source,
            @Nullable ConnectionRef target,
            Map<String, Input> inputs,
            ObjectNode options,
            Instant deadline) {
        this(
                version,
                batch,
                route,
                attempt,
                operation,
                entityType,
                source,
                target,
                inputs,
                options,
                deadline,
                null,
                null,
                null,
                0);
    }

    /** A worker that would take being asked again for beginning again leaves the command to one that does not. */
    @JsonProperty(value = "mustUnderstand", access = JsonProperty.Access.READ_ONLY)
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    List<String> mustUnderstand() {
        return Stream.of(asked > 0 ? "asked" : "", along.equals(Along.NOTHING) ? "" : "along")
                .filter(field -> !field.isEmpty())
                .toList();
    }
}
