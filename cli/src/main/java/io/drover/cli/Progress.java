package io.drover.cli;

import io.drover.api.Execution;
import io.drover.api.Step;
import io.drover.api.StepStatus;
import io.drover.cli.view.Pace;
import io.drover.cli.view.ProgressLines;
import io.drover.cli.view.Screen;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Shows an execution while it goes on: drawn in place on a terminal, a line every few seconds elsewhere. */
final class Progress {

    private static final long BETWEEN_LINES = Duration.ofSeconds(5).toNanos();
    private static final long BETWEEN_REMINDERS = Duration.ofMinutes(5).toNanos();

    private final Session session;
    private final Pace pace = new Pace();
    private final ProgressLines lines;
    private final Screen screen;
    private final Set<String> told = new HashSet<>();
    private final Set<String> waiting = new HashSet<>();
    private long lastLine = System.nanoTime();

    Progress(Session session) {
        this.session = session;
        this.lines = new ProgressLines(pace, session.terminal());
        this.screen = session.screen();
    }

    void show(Execution execution) {
        long now = System.nanoTime();
        pace.observe(execution, now);
        if (session.isInterrupted()) {
            return;
        }
        if (session.terminal().isInteractive()) {
            screen.show(lines.screen(execution, elapsed(execution), told));
        } else {
            log(execution, now);
        }
    }

    /** Leaves the lines of what is over, and nothing below them: a person is asked there. */
    void pause(Execution execution) {
        List<Step> over = over(execution);
        if (session.terminal().isInteractive()) {
            screen.leave(lines.of(execution, over));
        } else {
            over.forEach(step -> session.say(lines.ended(step, elapsed(execution))));
        }
    }

    /** The steps that ended since the last look. */
    private List<Step> over(Execution execution) {
        return execution.steps().stream()
                .filter(step -> isOver(step.state()) && told.add(step.id()))
                .toList();
    }

    private void log(Execution execution, long now) {
        for (Step step : over(execution)) {
            session.say(lines.ended(step, elapsed(execution)));
            lastLine = now;
        }
        for (Step step : execution.steps()) {
            if (!step.waitsForPerson()) {
                waiting.remove(step.id());
            } else if (waiting.add(step.id())) {
                lines.waiting(execution, step).forEach(session::say);
                lastLine = now;
            }
        }
        long pause = isWaitingOnly(execution) ? BETWEEN_REMINDERS : BETWEEN_LINES;
        if (now - lastLine >= pause && !execution.state().isOver()) {
            session.say(lines.line(execution, elapsed(execution)));
            lastLine = now;
        }
    }

    private static boolean isWaitingOnly(Execution execution) {
        return !execution.waiting().isEmpty()
                && execution.steps().stream().noneMatch(step -> step.state() == StepStatus.RUNNING);
    }

    private static boolean isOver(StepStatus state) {
        return switch (state) {
            case SUCCESS, SKIPPED, ERROR, CANCELLED -> true;
            case PENDING, RUNNING, WAITING -> false;
        };
    }

    private static Duration elapsed(Execution execution) {
        if (execution.state().isOver() || execution.startedAt() == null) {
            return Duration.ofMillis(execution.durationMs());
        }
        return Duration.between(execution.startedAt(), Instant.now());
    }
}
