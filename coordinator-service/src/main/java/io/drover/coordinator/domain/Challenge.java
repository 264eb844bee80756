package io.drover.coordinator.domain;

import io.drover.api.AuditLine;
import io.drover.api.ExecutionStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person is shown before they consent, and what their consent is bound to: another plan, backup, count, file, round or
 * occasion gives another {@link #hash()}.
 *
 * @param step the step that waits, or on resume the one whose consent is renewed
 * @param backup SHA-256 of the proven backup, hex; null when no backup is asked for
 * @param archive where the backup is kept; null when no backup is asked for
 * @param destroys how many of each kind are in the target now, by {@code step.word}
 * @param imports how many of each kind take their place
 * @param files SHA-256 of what is imported, by step, hex
 * @param phrase what has to be typed
 * @param resumes how often an execution was resumed before: a consent holds for one
 * @param occasion when it was asked, or which steps had failed when; empty under rules that did not tell occasions apart
 */
public record Challenge(
        String execution,
        String step,
        String planHash,
        @Nullable String backup,
        @Nullable String archive,
        SortedMap<String, Long> destroys,
        SortedMap<String, Long> imports,
        SortedMap<String, String> files,
        String phrase,
        int resumes,
        String occasion,
        Duration valid) {

    private static final int SHORT_HASH = 8;

    /** The consent that a person would have to give now; null when none is asked for. */
    public static @Nullable Challenge asked(Plan plan, ExecutionState state) {
        return Asked.now(plan, state);
    }

    static Challenge of(Plan plan, ExecutionState state, PlannedStep consent, ConsentTerms terms) {
        StepState backup = terms.backup() == null ? null : state.step(terms.backup());
        SortedMap<String, Long> destroys = counts(state, terms.destroys(), "present.");
        SortedMap<String, Long> imports = counts(state, terms.imports(), "out.");
        SortedMap<String, String> files = new TreeMap<>();
        terms.imports().forEach(step -> files.put(step, fact(state.step(step), "sha256")));
        return new Challenge(
                state.id(),
                consent.id(),
                plan.hash(),
                backup == null ? null : fact(backup, "sha256"),
                backup == null ? null : fact(backup, "archive"),
                destroys,
                imports,
                files,
                phrase(plan, consent, terms, sum(destroys), sum(imports)),
                state.resumes(),
                occasion(plan, state, consent),
                terms.valid());
    }

    private static String occasion(Plan plan, ExecutionState state, PlannedStep consent) {
        if (!plan.bindsOccasions()) {
            return "";
        }
        return state.status() == ExecutionStatus.HELD
                ? Asked.again(plan, state).stream()
                        .map(step -> step.id() + " " + state.step(step.id()).finishedAt())
                        .collect(Collectors.joining(", ", "held after ", ""))
                : "asked " + state.step(consent.id()).startedAt();
    }

    /** Says what its steps do, so that one typed for one consent is none for another. */
    private static String phrase(Plan plan, PlannedStep consent, ConsentTerms terms, long destroyed, long imported) {
        String what;
        if (terms.destroys().isEmpty() && terms.imports().isEmpty()) {
            what = "go on with " + consent.id();
        } else if (terms.imports().isEmpty()) {
            what = "remove " + destroyed + " objects after " + consent.id();
        } else if (terms.destroys().isEmpty()) {
            what = "import " + imported + " objects after " + consent.id();
        } else {
            what = "replace " + destroyed + " objects by " + imported;
        }
        return what + " under plan "
                + plan.hash().substring(0, Math.min(SHORT_HASH, plan.hash().length()));
    }

    /** SHA-256 over everything that it is bound to, hex. */
    public String hash() {
        String bound = String.join(
                "\n",
                execution,
                step,
                planHash,
                backup == null ? "" : backup,
                destroys.toString(),
                imports.toString(),
                files.toString(),
                String.valueOf(resumes));
        return AuditLine.sha256(occasion.isEmpty() ? bound : bound + "\n" + occasion);
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static SortedMap<String, Long> counts(ExecutionState state, List<String> steps, String prefix) {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (String step : steps) {
            state.step(step).totals().forEach((word, n) -> {
                if (word.startsWith(prefix)) {
                    counts.put(step + "." + word.substring(prefix.length()), n);
                }
            });
        }
        return counts;
    }

    /** A backup or a file without a name would bind a consent to nothing. */
    private static String fact(StepState step, String word) {
        String value = step.facts().get(word);
        if (value == null || value.isBlank()) {
            throw RefusedException.now("Step " + step.id() + " left no " + word
                    + ", so nobody can consent to what it stands for. Stop the execution and look at its records.");
        }
        return value;
    }
}
