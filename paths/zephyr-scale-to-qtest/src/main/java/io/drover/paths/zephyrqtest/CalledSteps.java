package io.drover.paths.zephyrqtest;

import io.drover.connectors.qtest.model.TargetStep;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Opens the calls of a test case that is in a circle: the called steps take the place of the call, and so on through the whole
 * circle, until a test case would come again on its own way. There the step names it. Ways are many where the circle is dense,
 * so what is opened has a limit; beyond it, steps name test cases, too.
 */
final class CalledSteps {

    /** What is opened beside the test case's own steps. */
    static final int MOST_STEPS = 2_000;

    static final int MOST_CHARACTERS = 4_000_000;

    private final String root;
    private final Map<String, List<TargetStep>> cycle;
    private final Set<String> path = new HashSet<>();
    private final Deque<Open> open = new ArrayDeque<>(); // no recursion: a way may be thousands of calls long
    private final List<TargetStep> steps = new ArrayList<>();
    private int opened;
    private long characters;
    private boolean full;

    /** @param cycle the steps of all test cases of the circle by id, those of {@code root} among them */
    CalledSteps(String root, Map<String, List<TargetStep>> cycle) {
        this.root = root;
        this.cycle = cycle;
        enter(root, cycle.getOrDefault(root, List.of()));
        while (!open.isEmpty()) {
            if (open.getLast().left().hasNext()) {
                append(open.getLast().left().next());
            } else {
                path.remove(open.removeLast().id());
            }
        }
    }

    /** The steps of the test case; none of them calls a test case of the circle. */
    List<TargetStep> steps() {
        return steps;
    }

    /** Whether something is named only since there would be too much of it. */
    boolean isFull() {
        return full;
    }

    private void enter(String id, List<TargetStep> all) {
        path.add(id);
        open.addLast(new Open(id, all.iterator()));
    }

    private void append(TargetStep step) {
        String called = QTestRelinker.called(step.calls());
        List<TargetStep> callee = called.isEmpty() ? null : cycle.get(called);
        if (callee == null) {
            steps.add(step);
        } else if (called.equals(root)) {
            steps.add(QTestRelinker.asText(step, called, "not repeated here, since it leads back to this test case"));
        } else if (path.contains(called)) {
            steps.add(QTestRelinker.asText(step, called, "not repeated here, since this is within its steps"));
        } else if (!fits(callee)) {
            full = true;
            steps.add(QTestRelinker.asText(step, called, "not opened here, since the steps would be too many"));
        } else {
            if (callee.isEmpty()
                    || !step.description().isBlank()
                    || !step.expected().isBlank()) {
                steps.add(QTestRelinker.asText(step, called, "its steps follow"));
            }
            enter(called, callee);
        }
    }

    /** Counts a test case without steps, too: ways without end must have one. */
    private boolean fits(List<TargetStep> callee) {
        long more = 0;
        for (TargetStep step : callee) {
            more += step.description().length() + step.expected().length();
        }
        int count = Math.max(1, callee.size());
        if (opened + count > MOST_STEPS || characters + more > MOST_CHARACTERS) {
            return false;
        }
        opened += count;
        characters += more;
        return true;
    }

    private record Open(String id, Iterator<TargetStep> left) {}
}
