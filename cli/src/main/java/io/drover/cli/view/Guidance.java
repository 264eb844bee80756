package io.drover.cli.view;

import io.drover.api.Execution;
import io.drover.api.Step;
import io.drover.api.StepStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a person has to do now, with the very command to type. */
public final class Guidance {

    private static final int WIDTH = 100;

    private Guidance() {}

    /** For each step that waits for a person: what to do, and how to say that it is done. */
    public static List<String> waiting(Execution execution, int columns) {
        List<String> lines = new ArrayList<>();
        for (Step step : execution.waiting()) {
            lines.addAll(waiting(execution, step, columns));
        }
        return lines;
    }

    public static List<String> waiting(Execution execution, Step step, int columns) {
        List<String> lines = new ArrayList<>(asked(step, columns));
        if (step.consent()) {
            lines.add("  See what will be destroyed, and consent to it at a terminal:");
            lines.add("    drover consent --execution " + execution.id());
        } else {
            lines.add("  When that is done:");
            lines.addAll(Plain.command(
                    columns,
                    "    drover confirm " + step.id(),
                    "--execution " + execution.id(),
                    "--seen \"WHAT YOU SAW\""));
        }
        if (!execution.passedPointOfNoReturn()) {
            lines.add("  Or end it here:  drover stop " + execution.id());
        }
        return lines;
    }

    /** What a step that waits for a person asks for. */
    public static List<String> asked(Step step, int columns) {
        int width = (columns > 0 ? Math.min(columns, WIDTH) : WIDTH) - 4;
        List<String> lines = new ArrayList<>();
        lines.add((step.consent() ? "CONSENT IS NEEDED: " : "A PERSON IS NEEDED: ") + Plain.text(step.title()));
        Plain.wrap(step.instructions(), width).forEach(line -> lines.add("  " + line));
        return lines;
    }

    /** What failed, where and why. */
    public static List<String> failure(Execution execution) {
        List<String> lines = new ArrayList<>();
        failed(execution)
                .ifPresent(step -> lines.add("It failed at: " + Plain.text(step.title()) + " (" + step.id() + ")"));
        if (execution.failure() != null) {
            String code = execution.failure().code();
            Plain.wrap(execution.failure().message(), 0).forEach(line -> lines.add("  " + line));
            if (code != null) {
                lines.add("  code " + code);
            }
        }
        lines.add("What was sent and answered so far:  drover evidence " + execution.id());
        return lines;
    }

    /** What it means that an execution is held, and every way on. */
    public static List<String> held(Execution execution) {
        List<String> lines = new ArrayList<>();
        lines.add("It is HELD: it failed past the point of no return. Drover does not retry it automatically, and"
                + " access to the target stays closed.");
        lines.addAll(failure(execution));
        lines.add("");
        lines.add("The ways on:");
        boolean resumable = failed(execution)
                .map(step -> !"RESTORE_ONLY".equals(step.retry()))
                .orElse(true);
        lines.add(
                resumable
                        ? "  resume   drover resume --execution " + execution.id() + " --reason TEXT   (does the"
                                + " failed step again, with the same files)"
                        : "  resume   only after you restored the backup:  drover resume --execution " + execution.id()
                                + " --reason TEXT --restored \"WHAT YOU RESTORED\"");
        lines.add("  restore  by hand, from the backup" + archive(execution));
        lines.add("  abandon  drover abandon --execution " + execution.id() + " --reason TEXT   (ends it with an"
                + " error; sends nothing)");
        return lines;
    }

    private static String archive(Execution execution) {
        return execution.steps().stream()
                .map(Step::facts)
                .filter(facts -> facts.containsKey("archive"))
                .findFirst()
                .map(facts -> " in archive " + Plain.text(facts.get("archive"))
                        + Optional.ofNullable(facts.get("sha256"))
                                .map(sha256 -> ", sha256 " + Plain.text(sha256))
                                .orElse(""))
                .orElse("");
    }

    private static Optional<Step> failed(Execution execution) {
        return execution.steps().stream()
                .filter(step -> step.state() == StepStatus.ERROR)
                .findFirst();
    }
}
