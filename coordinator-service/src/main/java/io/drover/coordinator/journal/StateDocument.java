package io.drover.coordinator.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.AuditLine;
import io.drover.api.ExecutionStatus;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.domain.StepState;
import io.drover.coordinator.persistence.DocumentJson;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An execution's state as the table keeps it and as the journal's changes give it: JSON with its keys in the order of the
 * alphabet, so that the same state is the same bytes whichever release adds fields to it. Its field {@code form} is 2; it is
 * absent in what releases wrote that kept no changes.
 *
 * <p>Every step has the same members, whatever it is, as the first release wrote them; what it is, only the plan says.
 *
 * @param tree without a member that is null
 */
public record StateDocument(JsonNode tree) {

    private static final String FORM = "form";
    private static final int CHANGES_ARE_KEPT = 2;
    private static final int CHECK_CHARS = 16;

    /** What a step has of which there is none of its own: older releases read each of them. */
    private static final ObjectNode OF_OTHER_STEPS = DocumentJson.read("""
            {"attempt": 0, "expected": 0, "facts": {}, "findings": {}, "levels": [], "link": "NOT_BEGUN", "linked": 0,
             "linkedBatches": 0, "open": [], "opened": 0, "parts": {}, "progress": {}, "specs": 0, "totals": {}}
            """, ObjectNode.class);

    public static StateDocument of(ExecutionState state) {
        ObjectNode tree = tree(state);
        return new StateDocument(tree.put(FORM, CHANGES_ARE_KEPT));
    }

    /** Of a state to which no changes led that the journal has: a new one, or one that was decided again. */
    public static StateDocument withoutChanges(ExecutionState state) {
        return new StateDocument(tree(state));
    }

    private static ObjectNode tree(ExecutionState state) {
        // Read back from text: in a tree that was made of objects, 5 is not equal to 5L.
        ObjectNode tree = DocumentJson.read(DocumentJson.write(state), ObjectNode.class);
        for (JsonNode step : tree.path("steps")) {
            ObjectNode members = (ObjectNode) step;
            members.remove(StepState.KIND);
            OF_OTHER_STEPS.properties().forEach(other -> members.putIfAbsent(other.getKey(), other.getValue()));
        }
        return tree;
    }

    /** What the table holds, of this or an older release. */
    public static StateDocument read(String text) {
        return new StateDocument(DocumentJson.read(text, JsonNode.class));
    }

    /** Whether the journal has the changes that led to it. */
    boolean hasChanges() {
        return tree.path(FORM).asInt() == CHANGES_ARE_KEPT;
    }

    /** @throws RuntimeException when this release cannot read it, or it is of another plan */
    public ExecutionState state(Plan plan) {
        JsonNode typed = tree.deepCopy();
        for (JsonNode step : typed.path("steps")) {
            String kind = plan.step(step.path("id").asText()).kind().name();
            ((ObjectNode) step).put(StepState.KIND, kind);
        }
        return DocumentJson.read(typed, ExecutionState.class);
    }

    /** Without the plan, which this release may not be able to read. */
    ExecutionStatus status() {
        return ExecutionStatus.valueOf(tree.path("status").asText());
    }

    /** Null before it has ended; likewise without the plan. */
    @Nullable
    Instant finishedAt() {
        JsonNode at = tree.get("finishedAt");
        return at == null ? null : Instant.parse(at.asText());
    }

    /** When the next deadline or wait ends. */
    Optional<Instant> nextDue() {
        return tree.path("steps")
                .valueStream()
                .flatMap(step -> step.path("open").valueStream())
                .filter(batch -> batch.has("due"))
                .map(batch -> Instant.parse(batch.get("due").asText()))
                .min(Instant::compareTo);
    }

    /** What the table gets. */
    public String text() {
        return DocumentJson.writeSorted(tree);
    }

    /** By it a rebuild notices that it came to another state: the first half of a SHA-256, hex. */
    String check() {
        return AuditLine.sha256(text()).substring(0, CHECK_CHARS);
    }
}
