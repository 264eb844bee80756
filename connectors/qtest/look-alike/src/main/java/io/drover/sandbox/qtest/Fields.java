package io.drover.sandbox.qtest;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of test cases in the project; begins with those that every project has. */
final class Fields {

    private final List<ProjectField> all = new ArrayList<>();
    private long nextField = 7001;
    private long nextValue = 501;

    Fields() {
        system("Status", DataType.COMBO, true, "New", "In Progress", "Ready For Baseline", "Baselined");
        system("Type", DataType.COMBO, true, "Manual", "Automation", "Performance", "Scenario");
        system("Priority", DataType.COMBO, true, "Undecided", "Low", "Medium", "High", "Urgent");
        system("Automation", DataType.COMBO, false, "No", "Yes");
        system("Assigned To", DataType.USER_LIST, false);
        system("Automation Content", DataType.TEXT, false);
        system("Description", DataType.RICH_TEXT, false);
        system("Precondition", DataType.RICH_TEXT, false);
    }

    private void system(String label, DataType type, boolean required, String... choices) {
        ProjectField field =
                new ProjectField(nextField++, label, type, required, true, true, all.size() + 1, null, true);
        for (String choice : choices) {
            boolean first = field.allowed().isEmpty();
            field.allow(new ProjectField.Allowed(
                    nextValue++, choice, field.allowed().size() + 1, first, true, null));
        }
        all.add(field);
    }

    List<ProjectField> all(boolean inactiveToo) {
        return all.stream().filter(f -> inactiveToo || f.active()).toList();
    }

    /** Every field, for reading only, without a copy. */
    List<ProjectField> every() {
        return all;
    }

    @Nullable
    ProjectField byId(long id) {
        int index = (int) (id - 7001);
        return index >= 0 && index < all.size() ? all.get(index) : null;
    }

    @Nullable
    ProjectField byLabel(String label) {
        for (ProjectField field : all) {
            if (field.label.equalsIgnoreCase(label)) {
                return field;
            }
        }
        return null;
    }

    ProjectField add(
            String label,
            DataType type,
            boolean required,
            boolean searchable,
            @Nullable String defaultValue,
            boolean active) {
        ProjectField field = new ProjectField(
                nextField++, label, type, required, searchable, false, all.size() + 1, defaultValue, active);
        all.add(field);
        return field;
    }

    ProjectField.Allowed allow(ProjectField field, String label, boolean isDefault, @Nullable String color) {
        ProjectField.Allowed value =
                new ProjectField.Allowed(nextValue++, label, field.allowed().size() + 1, isDefault, true, color);
        field.allow(value);
        return value;
    }
}
