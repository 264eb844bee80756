package io.drover.cli.view;

import io.drover.api.ExecutionPlan;
import io.drover.api.PlanLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A plan as numbered lines, with the line after which nothing goes back by itself. */
public final class PlanLines {

    private static final int WIDTH = 100;
    private static final String INDENT = "       ";

    private PlanLines() {}

    public static List<String> of(ExecutionPlan plan, Terminal terminal) {
        List<String> lines = new ArrayList<>();
        lines.add(plan.migration() + "  " + plan.recipe() + (plan.title() == null ? "" : ": " + plan.title()));
        lines.add("");
        List<String> rows = table(plan).lines();
        lines.add(rows.getFirst());
        Optional<PlanLine> first = plan.firstDestructive();
        for (int i = 0; i < plan.steps().size(); i++) {
            PlanLine step = plan.steps().get(i);
            if (step.equals(first.orElse(null))) {
                lines.add("last safe abort: " + (plan.lastSafeAbort() == null ? "none" : plan.lastSafeAbort()));
                String rule = (terminal.unicode() ? "─" : "-").repeat(4);
                lines.add(rule + " point of no return " + rule);
            }
            lines.add(rows.get(i + 1));
            Plain.wrap(skipped(step), WIDTH - INDENT.length()).forEach(line -> lines.add(INDENT + line));
            Plain.wrap(step.stricter(), WIDTH - INDENT.length()).forEach(line -> lines.add(INDENT + line));
            Plain.wrap(step.instructions(), WIDTH - INDENT.length()).forEach(line -> lines.add(INDENT + line));
        }
        lines.add("");
        if (first.isEmpty()) {
            lines.add("Nothing is destroyed. You can stop it at any step.");
        }
        if (plan.fourEyes()) {
            lines.add("four eyes: who begins it cannot consent to it.");
        }
        lines.add("plan hash: " + plan.hash());
        return lines;
    }

    private static @Nullable String skipped(PlanLine step) {
        return step.skipped() == null ? null : "skipped: " + step.skipped();
    }

    private static TextTable table(ExecutionPlan plan) {
        TextTable table = new TextTable("#", "STEP", "KIND", "PHASE", "ON", "WHAT", "AFTER A FAILURE", "");
        boolean past = false;
        for (PlanLine step : plan.steps()) {
            past |= step.destructive();
            table.row(
                    Integer.toString(step.number()),
                    step.id(),
                    step.kind(),
                    step.phase() == null ? "" : step.phase().toLowerCase(Locale.ROOT),
                    step.on() == null ? "" : step.on(),
                    Plain.text(step.title()),
                    step.kind().equals("operator") ? "" : rule(step.retry(), past && !"RETRY".equals(step.onFailure())),
                    step.destructive() ? "DESTRUCTIVE" : "");
        }
        return table;
    }

    /** Past the point of no return nothing is retried automatically but what says so. A rule that this client does not know is shown as it is. */
    private static String rule(@Nullable String retry, boolean held) {
        return switch (retry) {
            case null -> "";
            case "SAFE" -> held ? "held: a person resumes" : "retried automatically";
            case "RESUME" -> "held: a person resumes";
            case "RESTORE_ONLY" -> "held: restore only";
            default -> retry;
        };
    }
}
