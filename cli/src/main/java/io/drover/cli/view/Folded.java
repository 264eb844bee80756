package io.drover.cli.view;

import io.drover.api.Step;
import io.drover.api.StepStatus;
import java.util.ArrayList;
import java.util.List;

/** The lines of many steps in few rows: what goes on is always among them. */
final class Folded {

    private final List<Step> steps;
    private final List<List<String>> blocks;
    private final Style style;

    /** @param blocks the lines of each step */
    Folded(List<Step> steps, List<List<String>> blocks, Style style) {
        this.steps = steps;
        this.blocks = blocks;
        this.style = style;
    }

    List<String> lines(int rows) {
        int first = 0;
        int end = steps.size();
        while (height(first, end) > rows
                && first < end
                && isOver(steps.get(first).state())) {
            first++;
        }
        while (height(first, end) > rows && end > first && steps.get(end - 1).state() == StepStatus.PENDING) {
            end--;
        }
        List<String> lines = new ArrayList<>();
        if (first > 0) {
            lines.add(" " + style.mark(StepStatus.SUCCESS) + " " + first + (first == 1 ? " step is" : " steps are")
                    + " over");
        }
        blocks.subList(first, end).forEach(lines::addAll);
        if (end < steps.size()) {
            lines.add(" " + style.mark(StepStatus.PENDING) + " " + (steps.size() - end) + " more to come");
        }
        return lines;
    }

    private int height(int first, int end) {
        int lines = blocks.subList(first, end).stream().mapToInt(List::size).sum();
        return lines + (first > 0 ? 1 : 0) + (end < steps.size() ? 1 : 0);
    }

    /** A step that failed is not folded away: it is what somebody looks for. */
    private static boolean isOver(StepStatus state) {
        return switch (state) {
            case SUCCESS, SKIPPED, CANCELLED -> true;
            case PENDING, RUNNING, WAITING, ERROR -> false;
        };
    }
}
