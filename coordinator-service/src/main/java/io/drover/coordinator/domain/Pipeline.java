package io.drover.coordinator.domain;

import io.drover.contracts.Phase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The phases that the records of a step go through, in their order, and what is done in each. */
public record Pipeline(List<Stage> stages) {

    static final Pipeline RECORDS = new Pipeline(List.of(
            new Stage(Phase.EXTRACT, "extract", List.of("specs", "twice"), List.of()),
            new Stage(
                    Phase.TRANSFORM,
                    "transform",
                    List.of("fieldmap", "schema"),
                    List.of(new Staged("records", Phase.EXTRACT, "records"))),
            new Stage(
                    Phase.LOAD,
                    "load",
                    List.of("population", "listed-*"),
                    List.of(new Staged("records", Phase.TRANSFORM, "plain"))),
            new Stage(
                    Phase.VALIDATE,
                    "validate",
                    List.of(),
                    List.of(
                            new Staged("records", Phase.TRANSFORM, "plain"),
                            new Staged("loaded", Phase.LOAD, "loaded")))));

    /** Of records that came by others: those were read with them. */
    static final Pipeline EMITTED = new Pipeline(RECORDS.stages().stream()
            .filter(stage -> stage.phase() != Phase.EXTRACT)
            .map(stage -> stage.phase() == Phase.TRANSFORM ? stage.reading(List.of()) : stage)
            .toList());

    /**
     * @param task what the service of the phase does with a batch
     * @param inputs which of its step's inputs it reads; {@code name-*} is all of a family
     * @param staged what it reads of the same batch in phases before
     */
    public record Stage(Phase phase, String task, List<String> inputs, List<Staged> staged) {

        public Stage {
            inputs = List.copyOf(inputs);
            staged = List.copyOf(staged);
        }

        private Stage reading(List<Staged> other) {
            return new Stage(phase, task, inputs, other);
        }

        /** What it reads of a step's inputs, by their names. */
        public Map<String, StepInput> inputs(PlannedStep step) {
            return step.inputs().entrySet().stream()
                    .filter(input -> inputs.stream().anyMatch(name -> isOf(input.getKey(), name)))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }

        private static boolean isOf(String input, String name) {
            return name.endsWith("*") ? input.startsWith(name.substring(0, name.length() - 1)) : input.equals(name);
        }
    }

    /** A part that a phase before left, and the name by which it is read. */
    public record Staged(String name, Phase phase, String part) {}

    public Pipeline {
        stages = List.copyOf(stages);
    }

    Phase first() {
        return stages.getFirst().phase();
    }

    /** What follows a phase; empty after the last. */
    Optional<Phase> next(Phase phase) {
        return IntStream.range(1, stages.size())
                .filter(i -> stages.get(i - 1).phase() == phase)
                .mapToObj(i -> stages.get(i).phase())
                .findFirst();
    }

    /** @throws IllegalArgumentException when records do not go through that phase */
    public Stage stage(Phase phase) {
        return stages.stream()
                .filter(stage -> stage.phase() == phase)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("records have no phase " + phase));
    }
}
