package io.drover.coordinator.planning;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.drover.contracts.Phase;
import io.drover.coordinator.domain.PlannedStep;
import io.drover.coordinator.domain.StepInput;
import io.drover.coordinator.domain.StepKind;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
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

    /**
     * One step.
     *
     * @param entity of a records step; then {@code phase} and {@code operation} are absent
     * @param inputs {@code name: step/part}
     */
    public record Line(
            String id,
            String title,
            @Nullable Phase phase,
            @Nullable String operation,
            @Nullable String entity,
            @Nullable List<String> after,
            @Nullable List<String> loadAfter,
            @Nullable Map<String, String> inputs,
            @JsonProperty("always") boolean always) {

        PlannedStep toStep() {
            StepKind kind = entity != null ? StepKind.RECORDS : StepKind.OPERATION;
            Map<String, StepInput> read =
                    Objects.requireNonNullElse(inputs, Map.<String, String>of()).entrySet().stream()
                            .collect(Collectors.toMap(Map.Entry::getKey, entry -> input(entry.getValue())));
            return new PlannedStep(
                    id,
                    title,
                    kind,
                    phase,
                    operation,
                    entity,
                    Objects.requireNonNullElse(after, List.of()),
                    Objects.requireNonNullElse(loadAfter, List.of()),
                    read,
                    always);
        }

        private static StepInput input(String text) {
            int slash = text.indexOf('/');
            return new StepInput(text.substring(0, slash), text.substring(slash + 1));
        }
    }
}
