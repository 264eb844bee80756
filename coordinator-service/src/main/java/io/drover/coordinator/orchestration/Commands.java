package io.drover.coordinator.orchestration;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.Migration;
import io.drover.contracts.Along;
import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.ConnectionRef;
import io.drover.contracts.Input;
import io.drover.contracts.Permit;
import io.drover.contracts.Phase;
import io.drover.contracts.RequestLimits;
import io.drover.contracts.Side;
import io.drover.coordinator.domain.ActionState;
import io.drover.coordinator.domain.Consent;
import io.drover.coordinator.domain.Consents;
import io.drover.coordinator.domain.Effect;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Pipeline;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.PlannedStep;
import io.drover.coordinator.domain.RecordsState;
import io.drover.coordinator.domain.RecordsWork;
import io.drover.coordinator.domain.StepInput;
import io.drover.coordinator.domain.StepKind;
import io.drover.coordinator.domain.TaskNeeds;
import io.drover.coordinator.evidence.EvidenceParts;
import io.drover.coordinator.planning.LimitRules;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Writes the command for a batch: which operation, which inputs, which connections. */
final class Commands {

    /** Whoever reads one slice reads a part of so many; the part is some 100 kB, and decompressed in a millisecond. */
    private static final int SPECS_PER_PART = 1_000;

    private final Plan plan;
    private final Migration migration;
    private final ExecutionState state;

    Commands(Plan plan, Migration migration, ExecutionState state) {
        this.plan = plan;
        this.migration = migration;
        this.state = state;
    }

    Command of(Effect.Issue issue, Instant now) {
        PlannedStep step = plan.step(issue.id().step());
        String operation = operation(step, issue);
        return new Command(
                Command.VERSION,
                issue.id(),
                state.route(plan),
                issue.batch().attempt(),
                operation,
                step.entity(),
                needs(step, issue.id(), operation, Side.SOURCE)
                        ? connection("source", migration.source(), issue.share(), null)
                        : null,
                needs(step, issue.id(), operation, Side.TARGET)
                        ? connection("target", migration.target(), issue.share(), state.fact("origin"))
                        : null,
                step.kind() == StepKind.RECORDS ? recordsInputs(step, issue) : operationInputs(step),
                options(step, operation, issue),
                now.plus(plan.limits().deadline()),
                step.on(),
                permit(step, now),
                plan.recipe(),
                state.step(step.id()) instanceof ActionState action ? action.asked() : 0,
                step.kind() == StepKind.RECORDS ? along(step, issue.id().phase()) : Along.NOTHING);
    }

    private static boolean needs(PlannedStep step, BatchId id, String operation, Side side) {
        if (step.on() != null) {
            return step.on() == side;
        }
        if (TaskNeeds.of(operation).bothSystems()) {
            return true;
        }
        return side == Side.SOURCE
                ? id.phase() == Phase.EXTRACT || (id.phase() == Phase.LOAD && step.contents())
                : id.phase() == Phase.LOAD || id.phase() == Phase.VALIDATE;
    }

    private @Nullable Permit permit(PlannedStep step, Instant now) {
        Consent consent = Consents.of(plan, state, step);
        if (consent == null || step.kind() != StepKind.OPERATION) {
            return null;
        }
        Map<String, String> files = new HashMap<>();
        step.inputs()
                .forEach((name, input) -> files.put(
                        name,
                        Objects.requireNonNull(
                                state.step(input.step()).facts().get("sha256"),
                                "what is imported was consented to by its hash")));
        return new Permit(
                consent.by(),
                consent.challenge(),
                Consents.expiry(plan, state, step, now),
                files,
                consent.at(),
                consent.restored());
    }

    private String operation(PlannedStep step, Effect.Issue issue) {
        if (step.kind() == StepKind.OPERATION) {
            return Objects.requireNonNull(step.operation(), "an operation step names its operation");
        }
        return work(issue) instanceof RecordsWork.Link
                ? RecordsWork.Link.TASK
                : step.pipeline().stage(issue.id().phase()).task();
    }

    private RecordsWork work(Effect.Issue issue) {
        return state.step(issue.id().step(), RecordsState.class).work(issue.batch());
    }

    private Map<String, Input> operationInputs(PlannedStep step) {
        if (EvidenceParts.isFor(step.operation())) {
            return EvidenceParts.inputs(state.id());
        }
        Map<String, Input> inputs = new HashMap<>();
        step.inputs().forEach((name, input) -> inputs.put(name, left(input)));
        return inputs;
    }

    private Map<String, Input> recordsInputs(PlannedStep step, Effect.Issue issue) {
        BatchId id = issue.id();
        Pipeline.Stage stage = step.pipeline().stage(id.phase());
        Map<String, Input> inputs = new HashMap<>();
        stage.inputs(step).forEach((name, input) -> inputs.put(name, left(input)));
        RecordsWork work = work(issue);
        if (work instanceof RecordsWork.Link) {
            inputs.put("ids-*", new Input("transform", "ids"));
            inputs.put("linked-*", new Input("transform", "linked"));
        } else {
            stage.staged().forEach(staged -> inputs.put(staged.name(), own(id, work, staged)));
            if (step.from() != null && id.phase() == Phase.TRANSFORM) {
                emitted(inputs, plan.step(step.from()), step.entity(), id);
            }
        }
        return inputs;
    }

    /** What came by the records of batch n of another step is batch n. */
    private static void emitted(Map<String, Input> inputs, PlannedStep from, @Nullable String entity, BatchId id) {
        BatchId read = new BatchId(id.execution(), from.id(), Phase.EXTRACT, id.number());
        BatchId made = new BatchId(id.execution(), from.id(), Phase.TRANSFORM, id.number());
        if (from.from() == null) {
            inputs.put("records", new Input(read.manifestKey(), "emitted-" + entity));
            inputs.put("lost", new Input(read.manifestKey(), "lost"));
        }
        inputs.put("made", new Input(made.manifestKey(), "emitted-" + entity));
    }

    /** A part of a level was not left by a batch of its own, but by the link batch. */
    private static Input own(BatchId id, RecordsWork work, Pipeline.Staged staged) {
        return work instanceof RecordsWork.LevelPart level && staged.phase() == Phase.TRANSFORM
                ? new Input(sibling(id, staged.phase(), level.from().number()), level.part())
                : new Input(sibling(id, staged.phase(), id.number()), staged.part());
    }

    private static String sibling(BatchId id, Phase phase, int number) {
        return new BatchId(id.execution(), id.step(), phase, number).manifestKey();
    }

    private Input left(StepInput input) {
        Phase phase = Objects.requireNonNull(plan.step(input.step()).phase(), "inputs come from operation steps");
        ActionState step = state.step(input.step(), ActionState.class);
        String family = input.part() + ActionState.FAMILY;
        return new Input(
                new BatchId(state.id(), input.step(), phase, step.course().round()).manifestKey(),
                step.parts().containsKey(family) ? family : input.part());
    }

    private ObjectNode options(PlannedStep step, String operation, Effect.Issue issue) {
        ObjectNode options = JsonNodeFactory.instance.objectNode();
        step.options().forEach(options::put);
        if (step.on() != null) {
            options.put("at", state.startedAt().toString());
            options.set("source", migration.source().settings());
        }
        TaskNeeds.of(operation).told().forEach(option -> tell(options, option, issue));
        return options;
    }

    private void tell(ObjectNode options, TaskNeeds.Told option, Effect.Issue issue) {
        switch (option) {
            case BATCH_SIZE -> options.put("batchSize", plan.limits().batchSize());
            case SPECS_PER_PART -> options.put("specsPerPart", SPECS_PER_PART);
            case KINDS -> kinds(options, step -> true);
            case LISTED -> kinds(options, step -> step.from() == null);
            case MAPPING -> {
                if (migration.mapping() != null) {
                    options.set("mapping", migration.mapping());
                }
            }
            case ARCHIVE_PASSWORD -> {
                if (migration.archive() != null) {
                    options.put("passwordSecret", migration.archive().password());
                }
            }
            case INDEX -> options.put("index", issue.id().number());
            case TRANSFORM_BATCHES -> options.put("transformBatches", issue.id().number());
            case REJECTED_IN_A_ROW ->
                options.put("rejectedInARow", plan.policies().rejectedInARow());
            case CONFLICTS -> options.put("conflicts", plan.policies().conflicts());
            case EXISTING -> options.put("existing", plan.policies().existing());
        }
    }

    /** The entity types that the plan moves. */
    private void kinds(ObjectNode options, Predicate<PlannedStep> which) {
        ArrayNode kinds = options.putArray("kinds");
        plan.steps().stream()
                .filter(PlannedStep::movesRecords)
                .filter(which)
                .forEach(other -> kinds.add(other.entity()));
    }

    private Along along(PlannedStep step, Phase phase) {
        boolean meets = phase == Phase.EXTRACT || phase == Phase.TRANSFORM;
        List<String> emits = plan.steps().stream()
                .filter(other -> meets && other.movesRecords() && step.id().equals(other.from()))
                .map(other -> String.valueOf(other.entity()))
                .toList();
        return new Along(
                phase == Phase.LOAD && step.contents(), emits, phase == Phase.TRANSFORM && step.from() != null);
    }

    private RequestLimits told(Migration.Side side) {
        return LimitRules.told(side.limits(), plan.policies().longestWait());
    }

    private ConnectionRef connection(String name, Migration.Side side, int share, @Nullable String origin) {
        return new ConnectionRef(name, side.connector(), side.settings(), side.secrets(), share, told(side), origin);
    }
}
