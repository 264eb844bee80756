package io.drover.cli;

import io.drover.api.Execution;
import io.drover.api.Step;
import io.drover.cli.api.ApiJson;
import io.drover.cli.api.DroverClient;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says that a person has done what an operator step asks for. */
@Command(name = "confirm", description = "Confirms a step that waits for a person, with what that person saw.")
final class ConfirmCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "STEP", description = "The step that waits, as run and status show it.")
    private String step;

    @Option(
            names = "--seen",
            required = true,
            paramLabel = "TEXT",
            description = "What you saw that proves it is done. The audit keeps it.")
    private String seen;

    @Mixin
    private WhichExecution which = new WhichExecution();

    ConfirmCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        String what = AuditText.of("--seen", seen);
        try (DroverClient client = session.client()) {
            Execution execution = which.waiting(client);
            check(execution);
            String by = client.me().name();
            client.confirm(execution.id(), step, what);
            session.print(
                    ApiJson.MAPPER
                            .createObjectNode()
                            .put("execution", execution.id())
                            .put("step", step)
                            .put("by", by)
                            .put("seen", what),
                    "Confirmed by " + by + ": " + execution.titleOf(step) + " (execution " + execution.id() + ").",
                    "It continues. Watch it with: drover watch " + execution.id());
        }
        return ExitCode.BALANCED;
    }

    /** What the server would refuse as well, with the word that was meant. */
    private void check(Execution execution) {
        Step found = execution.steps().stream()
                .filter(candidate -> candidate.id().equals(step))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "Execution " + execution.id() + " has no step \"" + step + "\". " + waiting(execution)));
        if (found.consent()) {
            throw new BadInputException(
                    "A consent is not confirmed; it is typed at a terminal: drover consent --execution "
                            + execution.id());
        }
        if (!found.waitsForPerson()) {
            throw new BadInputException("The step \"" + step + "\" of execution " + execution.id() + " is "
                    + found.state() + " and waits for nobody. " + waiting(execution));
        }
    }

    private static String waiting(Execution execution) {
        return execution.waiting().isEmpty()
                ? "No step waits for a person."
                : "Waiting for a person: "
                        + execution.waiting().stream().map(Step::id).collect(Collectors.joining(", ")) + ".";
    }
}
