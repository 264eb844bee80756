package io.drover.cli;

import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import io.drover.api.Step;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import io.drover.cli.view.Figures;
import io.drover.cli.view.LimitLines;
import io.drover.cli.view.StepNotes;
import io.drover.cli.view.Summary;
import io.drover.cli.view.TextTable;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the executions, or shows one. */
@Command(name = "status", description = "Lists the executions, or shows one with its steps, books and findings.")
final class StatusCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(arity = "0..1", paramLabel = "ID", description = "The execution.")
    private @Nullable String id;

    @Option(names = "--all", description = "Lists checks of connections as well.")
    private boolean all;

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (DroverClient client = session.client()) {
            if (id == null) {
                list(client.executions().stream()
                        .filter(execution -> all || !execution.checksConnections())
                        .toList());
            } else {
                one(client.execution(id));
            }
        }
        return ExitCode.BALANCED;
    }

    private void list(List<Execution> executions) {
        if (session.isJson()) {
            session.print(ApiJson.write(executions));
            return;
        }
        if (executions.isEmpty()) {
            session.print("There is no execution yet. Start one with: drover run FILE");
            return;
        }
        TextTable table =
                new TextTable("EXECUTION", "MIGRATION", "STATE", "STARTED", "TOOK", "CREATED", "UPDATED", "REJECTED");
        for (Execution execution : executions) {
            table.row(
                    execution.id(),
                    execution.migration(),
                    state(execution),
                    time(execution.startedAt()),
                    Figures.time(Duration.ofMillis(execution.durationMs())),
                    Figures.count(execution.total().created()),
                    Figures.count(execution.total().updated()),
                    Figures.count(execution.total().rejected()));
        }
        session.print(table.lines());
        if (executions.stream().anyMatch(StatusCommand::needsAPerson)) {
            session.print("To see what a person has to do: drover status EXECUTION");
        }
    }

    private static String state(Execution execution) {
        return execution.state().name() + (needsAPerson(execution) ? ": a person is needed" : "");
    }

    private static boolean needsAPerson(Execution execution) {
        return execution.state() == ExecutionStatus.HELD
                || (execution.state() == ExecutionStatus.RUNNING
                        && !execution.waiting().isEmpty());
    }

    private void one(Execution execution) {
        if (session.isJson()) {
            session.print(ApiJson.write(execution));
            return;
        }
        session.print(execution.migration() + "  " + execution.id() + "  " + execution.state() + "  started "
                + time(execution.startedAt()));
        session.print("");
        TextTable steps = new TextTable("STEP", "STATE", "TOOK", "NOTE");
        for (Step step : execution.steps()) {
            steps.row(step.title(), step.state().name(), took(step), StepNotes.of(step));
        }
        session.print(steps.lines());
        session.print(LimitLines.of(execution));
        session.print(StepNotes.totals(execution));
        session.print(StepNotes.guards(execution));
        session.print("");
        session.print(Summary.lines(execution));
    }

    private static String took(Step step) {
        return step.startedAt() == null || step.finishedAt() == null
                ? ""
                : Figures.time(Duration.between(step.startedAt(), step.finishedAt()));
    }

    private static String time(@Nullable Instant instant) {
        return instant == null
                ? ""
                : DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")
                        .withZone(ZoneId.systemDefault())
                        .format(instant);
    }
}
