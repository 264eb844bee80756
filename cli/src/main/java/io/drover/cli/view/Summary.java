package io.drover.cli.view;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.Books;
import io.drover.api.Execution;
import io.drover.cli.api.ApiJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an execution ended: its books, its findings, and what that means. */
public final class Summary {

    /** What a stop means for records. */
    public static final String STOPPED =
            "Nothing of it runs any more. The books say what was loaded, except what a worker that died had done."
                    + " Run the same file again: it finds what is there and loads the rest.";

    private static final int WIDTH = 80;

    private Summary() {}

    /** For programs: one object, the same for every command that follows an execution. */
    public static String json(Execution execution, @Nullable String report) {
        ObjectNode summary = ApiJson.MAPPER.createObjectNode();
        summary.put("execution", execution.id()).put("state", execution.state().name());
        ObjectNode books = summary.putObject("books");
        execution.books().forEach((step, book) -> books.putObject(step)
                .put("extracted", book.extracted())
                .put("loaded", book.loaded())
                .put("created", book.created())
                .put("updated", book.updated())
                .put("skipped", book.skipped())
                .put("rejected", book.rejected())
                .put("dropped", book.dropped()));
        ObjectNode findings = summary.putObject("findings");
        execution.findings().forEach((code, count) -> findings.put(code, count.longValue()));
        summary.put("durationMs", execution.durationMs()).put("report", report);
        return ApiJson.write(summary);
    }

    /** For people. */
    public static List<String> lines(Execution execution) {
        List<String> lines = new ArrayList<>(books(execution));
        if (!execution.findings().isEmpty()) {
            lines.add("");
            TextTable findings = new TextTable("FINDINGS", "COUNT");
            execution.findings().forEach((code, count) -> findings.row(code, Figures.count(count)));
            lines.addAll(findings.lines());
        }
        lines.add("");
        lines.addAll(sentence(execution));
        lines.add("It took " + Figures.time(Duration.ofMillis(execution.durationMs())) + ".");
        return lines;
    }

    private static List<String> books(Execution execution) {
        TextTable table = new TextTable(
                        "",
                        "EXTRACTED",
                        "CREATED",
                        "UPDATED",
                        "SKIPPED",
                        "REJECTED",
                        "DROPPED",
                        "VERIFIED",
                        "DIFFERENT")
                .narrow();
        execution
                .books()
                .forEach((step, book) -> table.row(
                        execution.titleOf(step),
                        Figures.count(book.extracted()),
                        Figures.count(book.created()),
                        Figures.count(book.updated()),
                        Figures.count(book.skipped()),
                        Figures.count(book.rejected()),
                        Figures.count(book.dropped()),
                        Figures.count(book.verified()),
                        Figures.count(book.different())));
        boolean nothing = execution.books().values().stream().allMatch(Books::empty);
        return nothing ? List.of() : table.within(WIDTH).lines();
    }

    private static List<String> sentence(Execution execution) {
        return switch (execution.state()) {
            case SUCCESS, PARTIAL ->
                Plain.wrap(
                        execution.balances()
                                ? balanced(execution)
                                : "The books do NOT balance: records are not accounted for.",
                        WIDTH);
            case ERROR ->
                ("It ended with an error" + failure(execution)).lines().toList();
            case STOPPED -> List.of(stopped(execution));
            case HELD -> Guidance.held(execution);
            case RUNNING ->
                execution.waiting().isEmpty() ? List.of("It is still running.") : Guidance.waiting(execution, 0);
        };
    }

    private static String stopped(Execution execution) {
        return execution.hasRecords() ? "It was stopped. " + STOPPED : "It was stopped before the point of no return.";
    }

    private static String balanced(Execution execution) {
        return execution.hasRecords() ? Account.of(execution.total()) : "Every step is done.";
    }

    /** The code in brackets, and the message on lines of its own: it may have several. */
    private static String failure(Execution execution) {
        if (execution.failure() == null) {
            return ".";
        }
        String code = execution.failure().code();
        String message = execution.failure().message();
        return (code == null ? "" : " (" + code + ")") + (message == null ? "." : ":\n" + message.strip());
    }
}
