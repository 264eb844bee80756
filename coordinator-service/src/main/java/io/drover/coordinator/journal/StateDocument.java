package io.drover.coordinator.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.coordinator.domain.AuditLine;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.persistence.Json;

/**
 * An execution's state as the table keeps it and as the journal's changes give it: JSON with its keys in the order of the
 * alphabet, so that the same state is the same bytes whichever release adds fields to it. Its field {@code form} is 2; it is
 * absent in what releases wrote that kept no changes.
 *
 * @param tree without a member that is null
 */
public record StateDocument(JsonNode tree) {

    private static final String FORM = "form";
    private static final int CHANGES_ARE_KEPT = 2;
    private static final int CHECK_CHARS = 16;

    public static StateDocument of(ExecutionState state) {
        // Read back from text: in a tree that was made of objects, 5 is not equal to 5L.
        ObjectNode tree = Json.read(Json.write(state), ObjectNode.class);
        return new StateDocument(tree.put(FORM, CHANGES_ARE_KEPT));
    }

    /** What the table holds, of this or an older release. */
    public static StateDocument read(String text) {
        return new StateDocument(Json.read(text, JsonNode.class));
    }

    /** Whether the journal has the changes that led to it. */
    boolean hasChanges() {
        return tree.path(FORM).asInt() == CHANGES_ARE_KEPT;
    }

    /** @throws IllegalStateException when this release cannot read it */
    ExecutionState state() {
        return Json.read(Json.write(tree), ExecutionState.class);
    }

    /** What the table gets. */
    public String text() {
        return Json.writeSorted(tree);
    }

    /** By it a rebuild notices that it came to another state: the first half of a SHA-256, hex. */
    String check() {
        return AuditLine.sha256(text()).substring(0, CHECK_CHARS);
    }
}
