package io.drover.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What an execution of a migration would do, as people read it before they run it. */
@Schema(description = "What an execution of a migration would do.")
public record ExecutionPlan(
        String migration,
        String recipe,
        String title,

        @Schema(description = "SHA-256 over plan and definition, hex; a consent is bound to it.")
        String hash,

        @Schema(description = "Between which systems records move, as typed.")
        String route,

        @Schema(
                description =
                        "The id of the step until whose end everything can be taken back; null when nothing is destroyed.")
        @Nullable
        String lastSafeAbort,

        @Schema(description = "Whether it keeps an encrypted archive, which needs a password.")
        boolean archives,

        @Schema(description = "Whether who begins an execution may not consent to it; absent for false.")
        @JsonInclude(JsonInclude.Include.NON_DEFAULT)
        boolean fourEyes,

        List<PlanLine> steps) {

    @SuppressWarnings("ConstantConditions") // an older server does not send all of them
    public ExecutionPlan {
        steps = steps == null ? List.of() : List.copyOf(steps);
    }

    public Optional<PlanLine> firstDestructive() {
        return steps.stream().filter(PlanLine::destructive).findFirst();
    }
}
