package io.drover.sandbox.zephyr;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A test case as the project holds it; texts are HTML.
 *
 * @param createdOn ISO 8601
 * @param estimatedTime milliseconds
 * @param componentId 0 for none
 * @param folderId 0 for none
 * @param owner account id
 * @param textScript whether its script is one text rather than steps
 * @param customFields all fields of the project: string, number, boolean, list of strings or null
 * @param issueId a Jira issue that it covers, 0 for none
 */
record ZephyrCase(
        long id,
        String key,
        String name,
        String createdOn,
        @Nullable String objective,
        @Nullable String precondition,
        @Nullable Long estimatedTime,
        List<String> labels,
        long componentId,
        long priorityId,
        long statusId,
        long folderId,
        @Nullable String owner,
        boolean textScript,
        Map<String, @Nullable Object> customFields,
        long issueId) {

    /** What it was as version {@code version} of {@code current}. */
    ZephyrCase older(int version, int current) {
        return new ZephyrCase(
                id - (current - version),
                key,
                name + " (v" + version + ")",
                createdOn,
                objective,
                precondition,
                estimatedTime,
                labels,
                componentId,
                priorityId,
                statusId,
                folderId,
                owner,
                textScript,
                customFields,
                issueId);
    }
}
