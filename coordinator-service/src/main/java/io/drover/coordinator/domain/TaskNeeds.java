package io.drover.coordinator.domain;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a task of a service needs of the coordinator, besides what its line in the recipe gives it.
 *
 * @param bothSystems whether it talks to both, and not only to the one of its phase
 * @param told what it is told of the migration, of the plan, and of its batch
 * @param gathered whether the coordinator has to gather what it reads
 */
public record TaskNeeds(boolean bothSystems, List<Told> told, boolean gathered) {

    /** By the task's word; a word that is not here needs nothing. */
    private static final Map<String, TaskNeeds> BY_TASK = Map.of(
            "check", new TaskNeeds(true, List.of(), false),
            "survey", needs(Told.BATCH_SIZE, Told.SPECS_PER_PART, Told.LISTED),
            "map-fields", needs(Told.MAPPING),
            "prepare", needs(Told.KINDS),
            "extract", needs(Told.INDEX, Told.REJECTED_IN_A_ROW),
            "link", needs(Told.BATCH_SIZE, Told.TRANSFORM_BATCHES),
            "load", needs(Told.REJECTED_IN_A_ROW, Told.CONFLICTS, Told.EXISTING),
            "gone", needs(Told.LISTED),
            "archive", needs(Told.ARCHIVE_PASSWORD),
            "evidence", new TaskNeeds(false, List.of(), true));

    private static final TaskNeeds NOTHING = needs();

    /** An option of its command. */
    public enum Told {
        BATCH_SIZE,
        SPECS_PER_PART,
        /** The entity types that the plan moves. */
        KINDS,
        /** Those of them that are listed, and do not come by others. */
        LISTED,
        MAPPING,
        /** The name of the secret that opens the archive. */
        ARCHIVE_PASSWORD,
        /** Which slice of the survey it is about. */
        INDEX,
        TRANSFORM_BATCHES,
        REJECTED_IN_A_ROW,
        CONFLICTS,
        EXISTING
    }

    public TaskNeeds {
        told = List.copyOf(told);
    }

    public static TaskNeeds of(@Nullable String task) {
        return task == null ? NOTHING : BY_TASK.getOrDefault(task, NOTHING);
    }

    private static TaskNeeds needs(Told... options) {
        return new TaskNeeds(false, List.of(options), false);
    }

    public boolean isTold(Told option) {
        return told.contains(option);
    }
}
