package io.drover.archive;

import static io.drover.archive.Format.count;

import io.drover.api.Books;
import io.drover.api.Execution;
import io.drover.api.ExecutionStatus;
import io.drover.api.Failure;
import io.drover.api.Step;
import io.drover.api.StepStatus;
import io.drover.archive.Verdict.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Comes to the verdict from the books, the steps and the proofs; never from the execution's own word for its state. */
final class Judge {

    private static final String LISTING_INCOMPLETE = "LISTING_INCOMPLETE";

    /** More steps than this that were never begun are counted, not listed. */
    private static final int FEW = 3;

    private Judge() {}

    /**
     * What was found besides the books.
     *
     * @param lost how many things a person decided to leave behind
     * @param receipts confirmed ones between the two systems, from earlier executions as well
     * @param errors how many findings of each code whose findings are errors
     */
    record Seen(long lost, long receipts, Map<String, Long> errors) {

        static Seen of(Gathered gathered) {
            return new Seen(
                    gathered.lost().total(),
                    gathered.receipts().confirmed(),
                    gathered.findings().errors());
        }
    }

    static Verdict judge(Execution execution, List<Step> steps, Books sum, List<Proof> proofs, Seen seen) {
        List<String> reasons = new ArrayList<>();
        Failure failure = execution.failure();
        if (failure != null) {
            reasons.add(failure.message() + " (" + failure.code() + ")");
        }
        reasons.addAll(notEnded(steps));
        boolean balanced = proofs.stream().allMatch(Proof::holds);
        boolean unfinished = !reasons.isEmpty() || stopped(execution, balanced);
        proofs.stream()
                .filter(proof -> !proof.holds())
                .map(proof -> proof.claim() + ": no. " + proof.detail())
                .forEach(reasons::add);
        addLeftovers(sum, reasons);
        if (seen.errors().containsKey(LISTING_INCOMPLETE)) {
            reasons.add(
                    "A list of the source ended before all of it was given: see LISTING_INCOMPLETE in the findings.");
        }
        if (seen.lost() > 0) {
            reasons.add(count(seen.lost()) + (seen.lost() == 1 ? " run was" : " runs were")
                    + " left behind by decision: not archived in the source, so no export holds them.");
        }
        if (execution.state() == ExecutionStatus.HELD) {
            return new Verdict(
                    Tone.UNFINISHED,
                    "Held past the point of no return: access stays closed until a named person resumes or restores.",
                    reasons);
        }
        if (unfinished) {
            addUncounted(sum, seen.receipts(), reasons);
            return new Verdict(
                    Tone.UNFINISHED,
                    "Not finished: by the books of its closed batches, " + count(sum.there()) + " of "
                            + count(sum.extracted()) + " extracted records are in the target.",
                    reasons);
        }
        if (!balanced && sum.missing() == 0) {
            return new Verdict(Tone.UNBALANCED, "The books add up, but a check did not hold.", reasons);
        }
        if (!balanced) {
            String what = count(Math.abs(sum.missing()))
                    + (sum.missing() > 0 ? " records are unaccounted for" : " records too many");
            return new Verdict(Tone.UNBALANCED, "Not balanced: " + what + ".", reasons);
        }
        return balanced(sum, reasons, seen);
    }

    /** What is wrong is told of each step; what was only never begun, in one sentence. */
    private static List<String> notEnded(List<Step> steps) {
        List<Step> open = steps.stream().filter(step -> !ended(step)).toList();
        List<Step> silent = open.stream()
                .filter(step -> step.reason() == null && step.state() != StepStatus.ERROR)
                .toList();
        boolean few = silent.size() <= FEW;
        List<String> reasons = new ArrayList<>();
        open.stream()
                .filter(step -> few || !silent.contains(step))
                .map(step -> "Step " + step.title() + " is "
                        + step.state().name().toLowerCase(java.util.Locale.ROOT)
                        + (step.reason() == null ? "." : ": " + step.reason()))
                .forEach(reasons::add);
        if (!few) {
            reasons.add(count(silent.size()) + " further steps did not end.");
        }
        return reasons;
    }

    /** The sentence says what the counts say, and calls nothing balanced of which it is known that it is not. */
    private static Verdict balanced(Books sum, List<String> reasons, Seen seen) {
        long notReadBack = sum.there() - sum.verified() - sum.different();
        boolean asItShouldBe = sum.rejected() + sum.dropped() + sum.different() == 0 && notReadBack <= 0;
        if (!asItShouldBe) {
            return new Verdict(Tone.EXPLAINED, account(sum, notReadBack), reasons);
        }
        if (seen.errors().containsKey(LISTING_INCOMPLETE)) {
            return new Verdict(
                    Tone.EXPLAINED,
                    "The source has more records than it listed; the " + count(sum.there())
                            + " that it listed are in the target.",
                    reasons);
        }
        if (sum.extracted() == 0) {
            return new Verdict(Tone.EXPLAINED, "There was nothing to move.", reasons);
        }
        if (!seen.errors().isEmpty()) {
            return new Verdict(
                    Tone.EXPLAINED,
                    "The books balance over " + count(sum.there())
                            + " records, but there are findings of severity error.",
                    reasons);
        }
        return new Verdict(
                seen.lost() == 0 ? Tone.BALANCED : Tone.EXPLAINED,
                "Balanced: all " + count(sum.there()) + " records" + (seen.lost() == 0 ? "" : " that the exports held")
                        + " are in the target and read back equal.",
                reasons);
    }

    private static String account(Books sum, long notReadBack) {
        List<String> parts = new ArrayList<>();
        add(parts, sum.verified(), "in the target as " + (sum.verified() == 1 ? "it" : "they") + " should be");
        add(parts, sum.different(), "different or missing in the target");
        add(parts, notReadBack, "in the target and not read back");
        add(parts, sum.rejected(), "rejected");
        add(parts, sum.dropped(), "dropped");
        return count(sum.extracted()) + (sum.extracted() == 1 ? " record is" : " records are") + " accounted for: "
                + String.join(", ", parts) + ".";
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add(count(count) + " " + what);
        }
    }

    /** Batches that did not end may have written records, whose receipts are there before the books have them. */
    private static void addUncounted(Books sum, long receipts, List<String> reasons) {
        if (sum.extracted() > 0) {
            reasons.add("The target may hold more: batches that did not end are not in these books. Receipts prove "
                    + count(receipts) + (receipts == 1 ? " record" : " records")
                    + " in the target, from this and earlier executions between the two systems; the next run"
                    + " continues from them.");
        }
    }

    private static void addLeftovers(Books sum, List<String> reasons) {
        if (sum.rejected() > 0) {
            reasons.add(count(sum.rejected()) + " rejected: they could not be mapped, or the target refused them.");
        }
        if (sum.dropped() > 0) {
            reasons.add(count(sum.dropped()) + " dropped: left out on purpose, see the findings.");
        }
        if (sum.skipped() > 0) {
            reasons.add(count(sum.skipped()) + " skipped: they were in the target already, unchanged.");
        }
        if (sum.different() > 0) {
            reasons.add(count(sum.different()) + " different or missing when they were read back: see the findings.");
        }
    }

    private static boolean ended(Step step) {
        return switch (step.state()) {
            case SUCCESS, SKIPPED -> true;
            case PENDING, RUNNING, WAITING, ERROR, CANCELLED -> false;
        };
    }

    /** Books that do not balance are an error of their own, and the sharper verdict. */
    private static boolean stopped(Execution execution, boolean balanced) {
        return switch (execution.state()) {
            case RUNNING, SUCCESS, PARTIAL -> false;
            case ERROR -> balanced;
            case STOPPED, HELD -> true;
        };
    }
}
