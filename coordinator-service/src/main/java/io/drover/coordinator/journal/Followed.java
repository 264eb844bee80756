package io.drover.coordinator.journal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.contracts.Result;
import io.drover.coordinator.domain.Decision;
import io.drover.coordinator.domain.Effect;
import io.drover.coordinator.domain.Signal;
import io.drover.coordinator.persistence.DocumentJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What followed from a signal, so that a rebuild has nothing to decide.
 *
 * @param whole whether {@code state} is all of the state, and not what became of the one before: in an execution's first entry,
 *     and in the first after entries that kept no changes
 * @param state a patch, see {@link StatePatch}; null when it is packed
 * @param packed the patch, where it would not fit otherwise, see {@link Packed}
 * @param check of the state after it, see {@link StateDocument#check()}
 * @param audit lines of the audit, as they are served
 * @param closed which of the signal's results closed their batches, by their places in it
 */
public record Followed(
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean whole,
        @Nullable JsonNode state,
        @Nullable String packed,
        String check,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> audit,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> closed) {

    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    public Followed {
        audit = audit == null ? List.of() : List.copyOf(audit);
        closed = closed == null ? List.of() : List.copyOf(closed);
    }

    /**
     * @param before the state's document as the table has it
     * @param after of the decision's state
     */
    public static Followed of(StateDocument before, StateDocument after, Signal signal, Decision decision) {
        List<String> audit = new ArrayList<>();
        List<Integer> closed = new ArrayList<>();
        for (Effect effect : decision.effects()) {
            switch (effect) {
                case Effect.Audited audited -> audit.add(audited.line().json());
                case Effect.Close close -> closed.add(place(close.result(), signal));
                case Effect.Note note -> {} // a line of the entry
                case Effect.Issue issue -> {} // in the state
                case Effect.Cancel cancel -> {} // likewise
                case Effect.Tell tell -> {} // an event, which a rebuild does not send again
            }
        }
        return of(before, after).with(audit, closed);
    }

    /** Without what it left in other tables. What a patch cannot say is whole. */
    static Followed of(StateDocument before, StateDocument after) {
        if (before.hasChanges()) {
            JsonNode patch = StatePatch.between(before.tree(), after.tree());
            if (StatePatch.apply(before.tree(), patch).equals(after.tree())) {
                return new Followed(false, patch, null, after.check(), List.of(), List.of());
            }
        }
        return new Followed(true, after.tree(), null, after.check(), List.of(), List.of());
    }

    private static int place(Result result, Signal signal) {
        int place = signal instanceof Signal.Arrived arrived ? arrived.results().indexOf(result) : -1;
        if (place < 0) {
            throw new IllegalStateException(
                    "batch " + result.batch() + " is closed by a result that its signal does not have");
        }
        return place;
    }

    private Followed with(List<String> auditLines, List<Integer> closedPlaces) {
        return new Followed(whole, state, packed, check, auditLines, closedPlaces);
    }

    /** The same in fewer bytes. */
    Followed pack() {
        return state == null
                ? this
                : new Followed(whole, null, Packed.pack(DocumentJson.write(state)), check, audit, closed);
    }

    /**
     * The state that followed.
     *
     * @param before null when there is none
     * @throws IllegalStateException when it is not the one that was decided
     */
    StateDocument after(@Nullable StateDocument before) {
        JsonNode patch = state != null
                ? state
                : DocumentJson.read(Packed.unpack(Objects.requireNonNull(packed, "packed")), JsonNode.class);
        JsonNode base = whole || before == null ? NOTHING : before.tree();
        StateDocument after = new StateDocument(StatePatch.apply(base, patch));
        if (!after.check().equals(check)) {
            throw new IllegalStateException(
                    "the state after it comes to " + after.check() + ", and what was decided was " + check);
        }
        return after;
    }

    /**
     * The results that closed their batches.
     *
     * @throws IllegalStateException when the signal does not have them
     */
    List<Result> closedBy(Signal signal) {
        List<Result> results = signal instanceof Signal.Arrived arrived ? arrived.results() : List.of();
        return closed.stream()
                .map(place -> {
                    if (place < 0 || place >= results.size()) {
                        throw new IllegalStateException("its signal has no result " + place);
                    }
                    return results.get(place);
                })
                .toList();
    }
}
