package io.drover.benchmarks;

import io.drover.api.Books;
import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import io.drover.api.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
        Instant began =
                ended.stream().map(Execution::startedAt).min(Instant::compareTo).orElseThrow();
        Instant over = ended.stream()
                .map(each -> Objects.requireNonNull(each.finishedAt()))
                .max(Instant::compareTo)
                .orElseThrow();
        Execution wrong = ended.stream()
                .filter(each -> each.state() != ExecutionStatus.SUCCESS || !each.balances())
                .findFirst()
                .orElse(null);
        long bad = ended.stream()
                .filter(each -> each.state() != ExecutionStatus.SUCCESS || !each.balances())
                .count();
        return like(
                first,
                wrong == null || wrong.state() == ExecutionStatus.SUCCESS ? stateOf(bad) : wrong.state(),
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
                books,
                findings);
    }

    /** One execution with what another, or several, came to. */
    static Execution like(
            Execution one,
            ExecutionStatus state,
            Instant began,
            @Nullable Instant over,
            long durationMs,
            @Nullable Failure failure,
            Map<String, Books> books,
            Map<String, Long> findings) {
        return new Execution(
                one.id(),
                one.migration(),
                one.recipe(),
                one.planHash(),
                state,
                one.stopping(),
                began,
                one.startedBy(),
                over,
                durationMs,
                failure,
                List.of(),
                books,
                findings,
                one.report(),
                one.passedPointOfNoReturn(),
                one.waitingFor(),
                one.consent(),
                one.consents(),
                one.audit(),
                List.of());
    }

    private static ExecutionStatus stateOf(long bad) {
        return bad == 0 ? ExecutionStatus.SUCCESS : ExecutionStatus.ERROR;
    }
}
