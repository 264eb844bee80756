package io.drover.cli.view;

import io.drover.api.ConsentAsked;
import io.drover.api.Execution;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person is about to consent to: what is destroyed, what comes instead, and what could bring it back. */
public final class ConsentLines {

    private ConsentLines() {}

    public static List<String> of(Execution execution, ConsentAsked asked, String by) {
        List<String> lines = new ArrayList<>();
        lines.add(
                asked.forResume()
                        ? "Going on past the point of no return."
                        : "After this point nothing is undone automatically.");
        lines.add("Migration " + execution.migration() + ", execution " + execution.id());
        lines.add(
                "For the step " + Plain.text(execution.titleOf(asked.step())) + " (" + Plain.text(asked.step()) + ")");
        lines.add("");
        lines.addAll(counts("WILL BE DESTROYED", asked.destroys()));
        if (asked.destroys().isEmpty() && asked.backup() == null) {
            lines.add("Its recipe counts nothing: read what the step asks you to check.");
        } else if (asked.destroys().values().stream().allMatch(count -> count == 0)) {
            lines.add("Nothing: the target was counted as empty.");
        }
        lines.add("");
        if (!asked.imports().isEmpty() || asked.backup() != null) {
            lines.addAll(counts("WILL BE IMPORTED", asked.imports()));
            lines.add("");
        }
        asked.files().forEach((name, sha256) -> {
            lines.add("imports  " + Plain.text(name));
            lines.add("         sha256 " + Plain.text(sha256));
        });
        if (asked.backup() == null) {
            lines.add("backup   none: its recipe asks for none, so nothing can restore it");
        } else {
            lines.add("backup   sha256 " + or(asked.backup(), "none"));
            lines.add("  " + or(asked.archive(), "none"));
        }
        lines.add("plan     " + or(asked.planHash(), "none"));
        lines.add("expires  " + Figures.time(Duration.ofSeconds(asked.validSeconds())) + " after it is given");
        lines.add("by       " + by);
        return lines;
    }

    private static List<String> counts(String title, Map<String, Long> counts) {
        TextTable table = new TextTable(title, "COUNT");
        counts.forEach((kind, count) -> table.row(Plain.text(kind), Figures.count(count)));
        return table.lines();
    }

    private static String or(@Nullable String text, String otherwise) {
        return text == null || text.isBlank() ? otherwise : Plain.text(text);
    }
}
