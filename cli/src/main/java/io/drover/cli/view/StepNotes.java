package io.drover.cli.view;

import io.drover.api.Books;
import io.drover.api.ConsentGiven;
import io.drover.api.Execution;
import io.drover.api.Step;
import io.drover.api.Waits;
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
        if (step.waitsForPerson()) {
            return "waits for a person";
        }
        if (step.waits() != null) {
            return waitsFor(step.waits());
        }
        return step.confirmedBy() == null ? "" : confirmed(step);
    }

    /** {@code limited by SYSTEM until 00:56, attempt 1 of 8}, in this computer's time; only for what, where it fails nothing. */
    static String waitsFor(Waits waits) {
        if (waits.of() == 0) {
            return Plain.text(waits.why());
        }
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

    /** What stands in which state, of an execution that is stopped past the point of no return; nothing before it. */
    public static List<String> standing(Execution execution) {
        List<String> lines = new ArrayList<>();
        if (execution.passedPointOfNoReturn()) {
            lines.add("It is past the point of no return, and nothing is undone. What stands:");
            TextTable table = new TextTable("STEP", "STATE", "LOADED");
            for (Step step : execution.steps()) {
                Books books = step.movesRecords() ? execution.books().get(step.id()) : null;
                table.row(
                        Plain.text(step.title()),
                        step.state().name(),
                        books == null ? "" : Figures.count(books.loaded()));
            }
            lines.addAll(table.lines());
        }
        return lines;
    }

    private static String consent(ConsentGiven given) {
        return "Consent by " + Plain.text(given.by()) + " at " + Figures.instant(given.at()) + ", holds until "
                + Figures.instant(given.expiresAt());
    }

    /** Who consented, and whether the point of no return lies behind. */
    public static List<String> guards(Execution execution) {
        List<String> lines = new ArrayList<>();
        if (execution.consents().size() > 1) {
            lines.add("");
            execution
                    .consents()
                    .forEach((step, given) -> lines.add(Plain.text(execution.titleOf(step)) + ": " + consent(given)));
        } else if (execution.consent() != null) {
            lines.add("");
            lines.add(consent(execution.consent()));
        }
        if (execution.passedPointOfNoReturn()) {
            lines.add("It is past the point of no return.");
        }
        return lines;
    }
}
