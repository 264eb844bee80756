package io.drover.sandbox.zephyr;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The small lists of a project. */
record Lookups(List<Named> priorities, List<Status> statuses, List<Named> environments, List<Component> components) {

    record Named(
            long id,
            String name,
            @Nullable String description,
            @Nullable String color,
            boolean byDefault) {}

    record Status(String type, Named value, boolean archived) {}

    /** Lives in Jira; Zephyr shows the id only. */
    record Component(long id, String name) {}

    /** The statuses that every project has beside those of its test cases. */
    static List<Status> otherStatuses(long firstId) {
        String[][] words = {
            {"TEST_PLAN", "Draft", "Approved", "Deprecated"},
            {"TEST_CYCLE", "Not Executed", "In Progress", "Done"},
            {"TEST_EXECUTION", "Not Executed", "In Progress", "Pass", "Fail", "Blocked"}
        };
        List<Status> all = new java.util.ArrayList<>();
        long id = firstId;
        for (String[] row : words) {
            for (int i = 1; i < row.length; i++) {
                all.add(new Status(row[0], new Named(id++, row[i], null, "#4bade8", i == 1), false));
            }
        }
        return List.copyOf(all);
    }
}
