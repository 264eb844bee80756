package io.drover.coordinator.planning;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.drover.contracts.Phase;
import io.drover.contracts.Side;
import io.drover.coordinator.domain.Asks;
import io.drover.coordinator.domain.ConsentTerms;
import io.drover.coordinator.domain.OnFailure;
import io.drover.coordinator.domain.PlannedStep;
import io.drover.coordinator.domain.Requires;
import io.drover.coordinator.domain.Retry;
import io.drover.coordinator.domain.StepInput;
import io.drover.coordinator.domain.StepKind;
import io.drover.coordinator.domain.TaskNeeds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of migration consists of, as a readable YAML resource.
 *
 * @param source the connector it reads from, {@code *} for any; likewise {@code target}
 */
public record Recipe(String name, String title, String source, String target, List<Line> steps) {

    public Recipe {
        steps = List.copyOf(steps);
    }

    boolean takes(String sourceConnector, String targetConnector) {
        return (source.equals("*") || source.equals(sourceConnector))
                && (target.equals("*") || target.equals(targetConnector));
    }

    /** Whether it keeps an encrypted archive, which needs a password. */
    boolean archives() {
        return steps.stream().anyMatch(line -> TaskNeeds.of(line.operation()).isTold(TaskNeeds.Told.ARCHIVE_PASSWORD));
    }

    /**
     * One step: of records when it names an {@code entity}, an operator's when it has {@code instructions}, an operation
     * otherwise.
     *
     * @param title absent of a step of records: its connectors know what they call these
     * @param on whose connector's operation it is; absent for one of the service itself
     * @param from of a step of records: the step of records that its own come by, after which it begins; absent where they are listed
     * @param inputs {@code name: step/part}
     * @param retry absent for SAFE
     * @param requires what has to be there before it begins: {@code backup}, {@code consent}, {@code maintenance}, each if needed
     * @param irreversible whether the step takes away what cannot be made again; absent: an operation that requires something does
     * @param onFailure what its failure past the point of no return means; absent: RETRY for records, HOLD for all others
     * @param undoes steps that this one takes back
     * @param resumeFrom which step a held execution does again when this one failed; absent for itself
     * @param deadlineMinutes of a connector's operation: how long it may answer that it is not done yet; absent for a day
     * @param when {@code step/total}: an operator's step is skipped unless that is above zero
     * @param consent makes an operator's step a consent
     */
    public record Line(
            String id,
            @Nullable String title,
            @Nullable Phase phase,
            @Nullable String operation,
            @Nullable Side on,
            @Nullable Map<String, String> options,
            @Nullable String entity,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String from,

            @Nullable List<String> after,
            @Nullable List<String> loadAfter,
            @Nullable Map<String, String> inputs,
            @JsonProperty("always") boolean always,
            @Nullable Retry retry,
            @Nullable Requires requires,
            @Nullable Boolean irreversible,
            @Nullable OnFailure onFailure,
            @Nullable List<String> undoes,
            @Nullable String resumeFrom,
            @Nullable Integer deadlineMinutes,
            @Nullable String instructions,
            @Nullable String when,
            @Nullable ConsentLine consent) {

        @SuppressWarnings("NullAway") // the step knows what absent means
        PlannedStep toStep() {
            StepKind kind =
                    entity != null ? StepKind.RECORDS : instructions != null ? StepKind.OPERATOR : StepKind.OPERATION;
            return new PlannedStep(
                    id,
                    title != null ? title : Objects.requireNonNullElse(entity, id),
                    kind,
                    phase,
                    operation,
                    on,
                    Objects.requireNonNullElse(options, Map.of()),
                    entity,
                    from,
                    Stream.concat(
                                    Objects.requireNonNullElse(after, List.<String>of()).stream(),
                                    Stream.ofNullable(from))
                            .distinct()
                            .toList(),
                    Objects.requireNonNullElse(loadAfter, List.of()),
                    Objects.requireNonNullElse(inputs, Map.<String, String>of()).entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> input(entry.getValue()))),
                    always,
                    Objects.requireNonNullElse(retry, Retry.SAFE),
                    requires,
                    Objects.requireNonNullElse(undoes, List.of()),
                    resumeFrom,
                    instructions == null
                            ? null
                            : new Asks(
                                    instructions.strip(),
                                    when == null ? null : input(when),
                                    consent == null ? null : consent.toTerms()),
                    irreversible,
                    onFailure,
                    null,
                    deadlineMinutes == null ? null : Duration.ofMinutes(deadlineMinutes),
                    false,
                    null);
        }

        private static StepInput input(String text) {
            int slash = text.indexOf('/');
            return new StepInput(text.substring(0, slash), text.substring(slash + 1));
        }
    }

    /**
     * What a consent is bound to.
     *
     * @param backup absent when it asks for none
     * @param destroys steps that counted what is there; absent for none
     * @param imports steps that made what takes its place; absent for none
     */
    public record ConsentLine(
            @Nullable String backup,
            @Nullable List<String> destroys,
            @Nullable List<String> imports,
            int validMinutes) {

        ConsentTerms toTerms() {
            return new ConsentTerms(
                    backup,
                    Objects.requireNonNullElse(destroys, List.of()),
                    Objects.requireNonNullElse(imports, List.of()),
                    Duration.ofMinutes(validMinutes));
        }
    }
}
