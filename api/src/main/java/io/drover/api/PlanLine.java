package io.drover.api;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One step of a plan. */
@Schema(description = "One step of a plan.")
public record PlanLine(
        @Schema(description = "From 1.") int number,

        String id,
        String title,

        @Schema(enumeration = {Step.RECORDS, Step.OPERATION, Step.OPERATOR})
        String kind,

        @Schema(description = "Of an operation: which service does it; null otherwise.") @Nullable
        String phase,

        @Schema(
                enumeration = {"source", "target"},
                description = "The side it is done to; null for an operation of the service itself.")
        @Nullable
        String on,

        @Nullable String operation,

        @Schema(description = "Whether it cannot be taken back.")
        boolean destructive,

        @Schema(
                enumeration = {"HOLD", "RETRY"},
                description = "What its failure past the point of no return means.")
        String onFailure,

        @Schema(description = "What its connector allows less than the recipe, for people; null when they agree.")
        @Nullable
        String stricter,

        @Schema(description = "Why it is skipped, for people; null when it is not.") @Nullable
        String skipped,

        @Schema(
                enumeration = {"SAFE", "RESUME", "RESTORE_ONLY"},
                description = "What may follow a failed attempt.")
        String retry,

        @Schema(description = "Steps that must have ended before it begins.")
        List<String> after,

        @Schema(description = "Steps that must have ended in success before it begins.")
        List<String> requires,

        @Schema(description = "Steps that it takes back.") List<String> undoes,

        @Schema(description = "Of an operator's step: what to do; null otherwise.") @Nullable
        String instructions) {

    @SuppressWarnings("ConstantConditions") // an older server does not send all of them
    public PlanLine {
        after = after == null ? List.of() : List.copyOf(after);
        requires = requires == null ? List.of() : List.copyOf(requires);
        undoes = undoes == null ? List.of() : List.copyOf(undoes);
    }
}
