package io.drover.cli.view;

import io.drover.cli.api.Execution;
import io.drover.cli.api.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What there is to say about steps beside their state: who confirmed them, what they counted, who consented. */
public final class StepNotes {

    /** Totals that are shown as the books. */
    private static final String BOOKS = "books.";

    private StepNotes() {}

    /** Why it was skipped or failed, or who confirmed it and what that person saw. */
    public static String of(Step step) {
        if (step.reason() != null && !step.reason().isBlank()) {
            return Plain.text(step.reason());
        }
        if (step.waits()) {
            return "waits for a person";
        }
        return step.confirmedBy() == null ? "" : confirmed(step);
    }

    static String confirmed(Step step) {
        String seen = Plain.text(step.seen());
        return "by " + Plain.text(step.confirmedBy()) + (seen.isEmpty() ? "" : ": " + seen);
    }

    /** What the operations counted besides the books, as a table after an empty line; nothing where they counted nothing. */
    public static List<String> totals(Execution execution) {
        TextTable table = new TextTable("COUNTED BY", "WHAT", "COUNT");
        boolean any = false;
        for (Step step : execution.steps()) {
            for (Map.Entry<String, Long> total : new TreeMap<>(step.totals()).entrySet()) {
                if (!step.movesRecords() && !total.getKey().startsWith(BOOKS)) {
                    table.row(Plain.text(step.title()), Plain.text(total.getKey()), Figures.count(total.getValue()));
                    any = true;
                }
            }
        }
        List<String> lines = new ArrayList<>();
        if (any) {
            lines.add("");
            lines.addAll(table.lines());
        }
        return lines;
    }

    /** Who consented, and whether the point of no return lies behind. */
    public static List<String> guards(Execution execution) {
        List<String> lines = new ArrayList<>();
        if (execution.consent() != null) {
            lines.add("");
            lines.add("Consent by " + Plain.text(execution.consent().by()) + " at "
                    + Figures.instant(execution.consent().at()) + ", holds until "
                    + Figures.instant(execution.consent().expiresAt()));
        }
        if (execution.passedPointOfNoReturn()) {
            lines.add("It is past the point of no return.");
        }
        return lines;
    }
}
