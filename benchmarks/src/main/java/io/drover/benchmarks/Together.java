package io.drover.benchmarks;

import io.drover.cli.api.Books;
import io.drover.cli.api.Execution;
import io.drover.cli.api.ExecutionState;
import io.drover.cli.api.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Executions that ran side by side, as one: what they moved is summed, and one that went wrong makes all of it wrong. */
final class Together {

    private Together() {}

    /** @param ended at least one */
    static Execution of(List<Execution> ended) {
        Execution first = ended.getFirst();
        if (ended.size() == 1) {
            return first;
        }
        Map<String, Books> books = new LinkedHashMap<>();
        Map<String, Long> findings = new LinkedHashMap<>();
        for (Execution each : ended) {
            each.books().forEach((step, counts) -> books.merge(step, counts, Books::plus));
            each.findings().forEach((code, n) -> findings.merge(code, n, Long::sum));
        }
        Instant began = ended.stream()
                .map(each -> Objects.requireNonNull(each.startedAt()))
                .min(Instant::compareTo)
                .orElseThrow();
        Instant over = ended.stream()
                .map(each -> Objects.requireNonNull(each.finishedAt()))
                .max(Instant::compareTo)
                .orElseThrow();
        Execution wrong = ended.stream()
                .filter(each -> each.state() != ExecutionState.SUCCESS || !each.balances())
                .findFirst()
                .orElse(null);
        long bad = ended.stream()
                .filter(each -> each.state() != ExecutionState.SUCCESS || !each.balances())
                .count();
        return new Execution(
                first.id(),
                first.migration(),
                first.recipe(),
                wrong == null || wrong.state() == ExecutionState.SUCCESS ? stateOf(bad) : wrong.state(),
                began,
                over,
                Duration.between(began, over).toMillis(),
                wrong == null
                        ? null
                        : new Failure(
                                "OF_MANY",
                                "INTERNAL",
                                bad + " of " + ended.size() + " executions; the first is " + wrong.id() + ": "
                                        + Migrations.failure(wrong) + ", books " + wrong.books()),
                List.of(),
                books,
                findings);
    }

    private static ExecutionState stateOf(long bad) {
        return bad == 0 ? ExecutionState.SUCCESS : ExecutionState.ERROR;
    }
}
