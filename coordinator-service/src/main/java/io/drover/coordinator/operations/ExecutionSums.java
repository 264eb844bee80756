package io.drover.coordinator.operations;

import io.drover.api.Books;
import io.drover.api.ExecutionStatus;
import io.drover.api.StepStatus;
import io.drover.coordinator.domain.ExecutionState;
import io.drover.coordinator.domain.Plan;
import io.drover.coordinator.journal.StateDocument;
import io.drover.coordinator.persistence.DocumentJson;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * What executions come to.
 *
 * @param open those that go on or are held, by id
 * @param ended those that ended lately, by id
 */
record ExecutionSums(Map<String, Open> open, Map<String, Ended> ended) {

    static final ExecutionSums NONE = new ExecutionSums(Map.of(), Map.of());

    /** RUNNING has work; WAITING has none until a person acts. */
    static final List<String> OPEN_STATES = List.of("RUNNING", "WAITING", "HELD");

    static final List<String> FATES =
            List.of("extracted", "loaded", "skipped", "rejected", "dropped", "verified", "different");

    /** @param underWay records read and not accounted for yet */
    record Open(String state, long underWay, int batches) {}

    /** @param missing records that are not accounted for */
    record Ended(Instant at, List<Books> books, long missing) {}

    ExecutionSums {
        open = Map.copyOf(open);
        ended = Map.copyOf(ended);
    }

    /** Without what ended before {@code oldest}, and with nothing open. */
    ExecutionSums since(Instant oldest) {
        Map<String, Ended> late = new HashMap<>(ended);
        late.values().removeIf(execution -> execution.at().isBefore(oldest));
        return new ExecutionSums(Map.of(), late);
    }

    Optional<Instant> lastEnd() {
        return ended.values().stream().map(Ended::at).max(Instant::compareTo);
    }

    /** With one execution as it is in the database. */
    ExecutionSums with(String id, String planJson, String stateJson) {
        Plan plan = DocumentJson.read(planJson, Plan.class);
        ExecutionState state = StateDocument.read(stateJson).state(plan);
        List<Books> books = state.steps().stream()
                .flatMap(step -> step.books().values().stream())
                .toList();
        Map<String, Open> stillOpen = new HashMap<>(open);
        Map<String, Ended> late = new HashMap<>(ended);
        Instant finishedAt = state.finishedAt();
        if (finishedAt == null) {
            int batches =
                    state.steps().stream().mapToInt(step -> step.open().size()).sum();
            stillOpen.put(id, new Open(word(state, batches), sum(books, ExecutionSums::missing), batches));
        } else {
            late.put(id, new Ended(finishedAt, books, isToBalance(state) ? sum(books, ExecutionSums::missing) : 0));
        }
        return new ExecutionSums(stillOpen, late);
    }

    private static String word(ExecutionState state, int batches) {
        boolean waits = batches == 0 && state.steps().stream().anyMatch(step -> step.status() == StepStatus.WAITING);
        return state.status() == ExecutionStatus.RUNNING && waits
                ? "WAITING"
                : state.status().name();
    }

    /** One that failed or was stopped has records under way; one that says it is done has none, nor one that fails for that. */
    private static boolean isToBalance(ExecutionState state) {
        return switch (state.status()) {
            case SUCCESS, PARTIAL -> true;
            case ERROR -> state.failure() != null && state.failure().code().equals("BOOKS_DO_NOT_BALANCE");
            case STOPPED, RUNNING, HELD -> false;
        };
    }

    private static long missing(Books books) {
        return Math.abs(books.extracted() - books.loaded() - books.skipped() - books.rejected() - books.dropped());
    }

    private static long sum(List<Books> books, ToLongFunction<Books> figure) {
        return books.stream().mapToLong(figure).sum();
    }

    double open(String state) {
        return open.values().stream()
                .filter(execution -> execution.state().equals(state))
                .count();
    }

    double underWay() {
        return open.values().stream().mapToLong(Open::underWay).sum();
    }

    double openBatches() {
        return open.values().stream().mapToInt(Open::batches).sum();
    }

    double missing() {
        return ended.values().stream().mapToLong(Ended::missing).sum();
    }

    double ended(String fate) {
        ToLongFunction<Books> figure =
                switch (fate) {
                    case "extracted" -> Books::extracted;
                    case "loaded" -> Books::loaded;
                    case "skipped" -> Books::skipped;
                    case "rejected" -> Books::rejected;
                    case "dropped" -> Books::dropped;
                    case "verified" -> Books::verified;
                    case "different" -> Books::different;
                    default -> throw new IllegalArgumentException("no fate of a record: " + fate);
                };
        return ended.values().stream()
                .mapToLong(execution -> sum(execution.books(), figure))
                .sum();
    }
}
