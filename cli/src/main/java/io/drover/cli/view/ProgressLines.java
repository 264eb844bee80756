package io.drover.cli.view;

import io.drover.api.Execution;
import io.drover.api.PhaseWork;
import io.drover.api.Step;
import io.drover.api.StepStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The progress of an execution as lines: a screen that is drawn again and again, or one line for a log. */
public final class ProgressLines {

    private final Pace pace;
    private final Terminal terminal;
    private final Style style;

    public ProgressLines(Pace pace, Terminal terminal) {
        this.pace = pace;
        this.terminal = terminal;
        this.style = new Style(terminal);
    }

    /**
     * A line per step, one per phase of the steps that move records just now, and what a person has to do. Where that is
     * more than the terminal has rows, the steps that are over become one line, then those to come.
     *
     * @param told ids of steps that stand above already
     */
    public List<String> screen(Execution execution, Duration elapsed, Set<String> told) {
        List<String> lines = new ArrayList<>();
        lines.add(execution.migration() + "  " + state(execution) + "  " + Figures.time(elapsed));
        List<Step> steps = execution.steps().stream()
                .filter(step -> !told.contains(step.id()))
                .toList();
        List<List<String>> blocks =
                steps.stream().map(step -> block(step, widest(execution))).toList();
        List<String> needed = Guidance.waiting(execution, terminal.columns());
        List<String> limits = LimitLines.of(execution);
        int rows = terminal.isInteractive() ? terminal.rows() - 2 - needed.size() - limits.size() : Integer.MAX_VALUE;
        lines.addAll(new Folded(steps, blocks, style).lines(rows));
        limits.forEach(limit -> lines.add("   " + limit));
        lines.addAll(needed);
        return lines;
    }

    /** The lines of steps, as the screen has them. */
    public List<String> of(Execution execution, List<Step> steps) {
        return steps.stream()
                .flatMap(step -> block(step, widest(execution)).stream())
                .toList();
    }

    private static int widest(Execution execution) {
        return execution.steps().stream()
                .mapToInt(step -> step.title().length())
                .max()
                .orElse(0);
    }

    private static String state(Execution execution) {
        return execution.stopping() ? "STOPPING" : execution.state().toString();
    }

    private List<String> block(Step step, int width) {
        List<String> lines = new ArrayList<>();
        lines.add((" " + style.mark(step.state()) + " " + pad(step.title(), width) + "  " + detail(step))
                .stripTrailing());
        if (step.state() == StepStatus.RUNNING && step.movesRecords()) {
            step.phases().forEach((phase, progress) -> lines.add(phaseLine(step, phase, progress)));
        }
        return lines;
    }

    /** What a person has to do, as lines for a log. */
    public List<String> waiting(Execution execution, Step step) {
        return Guidance.waiting(execution, step, 0);
    }

    /** Everything that runs, in one line. */
    public String line(Execution execution, Duration elapsed) {
        String running = execution.steps().stream()
                .filter(step -> step.state() == StepStatus.RUNNING)
                .map(step -> step.title() + phases(step) + waitsOrLeft(step))
                .collect(Collectors.joining("; "));
        String waiting = execution.waiting().stream()
                .map(step -> "waits for a person: " + step.title() + " (" + step.id() + ")")
                .collect(Collectors.joining("; "));
        String limits = String.join("; ", LimitLines.of(execution));
        String all = Stream.of(running, waiting, limits)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return Figures.time(elapsed) + "  " + (all.isEmpty() || execution.stopping() ? state(execution) : all);
    }

    /** A step that has just come to its end, in one line. */
    public String ended(Step step, Duration elapsed) {
        return Figures.time(elapsed) + "  " + step.title() + ": " + step.state() + "  "
                + detail(step).strip();
    }

    private String detail(Step step) {
        return Plain.text(words(step));
    }

    private String words(Step step) {
        if (step.reason() != null && !step.reason().isBlank()) {
            // One line is one line of the screen; the summary tells the rest.
            return step.reason().lines().findFirst().orElse("");
        }
        return switch (step.state()) {
            case PENDING, SKIPPED, CANCELLED, ERROR -> "";
            case WAITING -> "waits for a person";
            case RUNNING -> running(step);
            case SUCCESS -> time(step) + done(step);
        };
    }

    private String running(Step step) {
        String moved = step.movesRecords() ? of(records(step), step.expected()) : "";
        if (step.waits() == null) {
            return moved + (step.movesRecords() ? left(step) : "");
        }
        return moved + (moved.isEmpty() ? "" : "  ") + StepNotes.waitsFor(step.waits());
    }

    private static String done(Step step) {
        if (step.movesRecords()) {
            return "  " + Figures.count(records(step)) + " records";
        }
        return step.confirmedBy() == null ? "" : "  " + StepNotes.confirmed(step);
    }

    private String phaseLine(Step step, String phase, PhaseWork progress) {
        String rate = pace.perSecond(step, phase)
                .filter(perSecond -> perSecond > 0)
                .map(perSecond -> "  " + Figures.count(Math.round(perSecond)) + "/s")
                .orElse("");
        String bar = step.expected() > 0 ? style.bar(progress.records(), step.expected()) + "  " : "";
        return "     " + pad(phase, 9) + "  " + bar + of(progress.records(), step.expected()) + rate
                + throttled(progress);
    }

    /** Why it is slow: the system asked for fewer requests. */
    private static String throttled(PhaseWork progress) {
        return progress.throttled() == 0 ? "" : "  throttled " + Figures.count(progress.throttled()) + "\u00d7";
    }

    private static String phases(Step step) {
        String counts = step.phases().entrySet().stream()
                .map(phase -> phase.getKey() + " " + of(phase.getValue().records(), step.expected())
                        + throttled(phase.getValue()))
                .collect(Collectors.joining(", "));
        return counts.isEmpty() ? "" : ": " + counts;
    }

    private String waitsOrLeft(Step step) {
        return step.waits() == null ? left(step) : "  " + StepNotes.waitsFor(step.waits());
    }

    private String left(Step step) {
        return pace.left(step)
                .map(time -> "  about " + Figures.estimate(time) + " left")
                .orElse("");
    }

    private static String time(Step step) {
        return step.startedAt() == null || step.finishedAt() == null
                ? ""
                : Figures.time(Duration.between(step.startedAt(), step.finishedAt()));
    }

    /** What the last phase has done: those records are through. */
    private static long records(Step step) {
        return step.phases().values().stream().mapToLong(PhaseWork::records).reduce(0, (first, second) -> second);
    }

    private static String of(long done, long expected) {
        return expected > 0 ? Figures.count(done) + " of " + Figures.count(expected) : Figures.count(done);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
