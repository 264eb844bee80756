package io.drover.cli.view;

import io.drover.cli.api.Execution;
import io.drover.cli.api.Step;
import io.drover.cli.api.Waits;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What there is to say about steps beside their state: who confirmed them, what they counted, who consented. */
public final class StepNotes {

    /** Totals that are shown as the books. */
    private static final String BOOKS = "books.";

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private StepNotes() {}

    /** Why it was skipped or failed, for what it waits, or who confirmed it and what that person saw. */
    public static String of(Step step) {
        if (step.reason() != null && !step.reason().isBlank()) {
            return Plain.text(step.reason());
        }
        if (step.waits()) {
            return "waits for a person";
        }
        if (step.waitsFor() != null) {
            return waitsFor(step.waitsFor());
        }
        return step.confirmedBy() == null ? "" : confirmed(step);
    }

    /** {@code limited by Zephyr Scale until 00:56, attempt 1 of 8}, in this computer's time. */
    static String waitsFor(Waits waits) {
        ZonedDateTime until = waits.until().atZone(ZoneId.systemDefault());
        boolean soon = waits.until().isBefore(Instant.now().plus(A_DAY));
        return Plain.text(waits.why()) + " until " + (soon ? TIME : DAY_AND_TIME).format(until) + ", attempt "
                + waits.attempt() + " of " + waits.of();
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
