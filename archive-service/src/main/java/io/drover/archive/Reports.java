package io.drover.archive;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.api.Books;
import io.drover.api.Execution;
import io.drover.api.Step;
import io.drover.archive.Report.KindBooks;
import io.drover.archive.Report.Subject;
import io.drover.spi.Finding.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Draws the report from what was gathered. */
final class Reports {

    private Reports() {}

    /** @param ownStep the evidence step itself, which cannot have ended */
    static Report of(Execution execution, String ownStep, JsonNode plan, Gathered gathered, SystemTitles titles) {
        List<Step> steps = execution.steps().stream()
                .filter(step -> !step.id().equals(ownStep))
                .toList();
        List<KindBooks> books = books(execution);
        Books sum = books.stream().map(KindBooks::books).reduce(Books.NONE, Books::plus);
        List<Proof> proofs = ProofChecks.of(execution, books, gathered);
        List<FindingGroup> causes = gathered.findings().groups();
        Timings timings = new Timings(execution.startedAt());
        return new Report(
                Report.VERSION,
                Judge.judge(execution, steps, sum, proofs, Judge.Seen.of(gathered)),
                subject(execution, plan),
                sum,
                books,
                proofs,
                severities(causes),
                causes,
                steps.stream().map(timings::of).toList(),
                gathered.flow().flow(execution.startedAt(), execution.end()),
                ConnectedSystem.of(plan, gathered.facts(), titles),
                gathered.mapping().fields(),
                Course.of(execution, steps, gathered.records(), gathered.lost()));
    }

    private static Subject subject(Execution execution, JsonNode plan) {
        String hash = plan.at("/plan/hash").asText();
        return new Subject(
                execution.id(),
                execution.migration(),
                execution.recipe(),
                Release.version(),
                hash.isEmpty() ? null : hash,
                execution.startedAt(),
                execution.end(),
                Duration.between(execution.startedAt(), execution.end()).toMillis());
    }

    private static List<KindBooks> books(Execution execution) {
        List<KindBooks> books = new ArrayList<>();
        for (Step step : execution.steps()) {
            @Nullable Books of = execution.books().get(step.id());
            if (of != null) {
                books.add(new KindBooks(step.id(), step.title(), step.expected(), of, of.missing() == 0, false));
            }
        }
        Set<String> steps = execution.steps().stream().map(Step::id).collect(Collectors.toSet());
        execution.books().forEach((kind, of) -> {
            if (!steps.contains(kind)) {
                books.add(new KindBooks(kind, kind.replace(".", " · "), 0, of, of.missing() == 0, true));
            }
        });
        return books;
    }

    private static Map<String, Long> severities(List<FindingGroup> causes) {
        Map<String, Long> severities = new LinkedHashMap<>();
        for (Severity severity : List.of(Severity.ERROR, Severity.WARNING, Severity.INFO)) {
            severities.put(
                    severity.name(),
                    causes.stream()
                            .filter(cause -> cause.severity() == severity)
                            .mapToLong(FindingGroup::count)
                            .sum());
        }
        return severities;
    }
}
