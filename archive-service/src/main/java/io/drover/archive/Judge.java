package io.drover.archive;

import static io.drover.archive.Format.count;

import io.drover.archive.Execution.Books;
import io.drover.archive.Execution.Step;
import io.drover.archive.Verdict.Tone;
import java.util.ArrayList;
import java.util.List;

/** Comes to the verdict from the books, the steps and the proofs; never from the execution's own word for its state. */
final class Judge {

    /** More steps than this that were never begun are counted, not listed. */
    private static final int FEW = 3;

    private Judge() {}

    /** @param lost how many things a person decided to leave behind */
    static Verdict judge(Execution execution, List<Step> steps, Books sum, List<Proof> proofs, long lost) {
        List<String> reasons = new ArrayList<>();
        Execution.Failure failure = execution.failure();
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
        if (lost > 0) {
            reasons.add(count(lost) + (lost == 1 ? " run was" : " runs were")
                    + " left behind by decision: not archived in the source, so no export holds them.");
        }
        if (execution.state() == Execution.State.HELD) {
            return new Verdict(
                    Tone.UNFINISHED,
                    "Held past the point of no return: access stays closed until a named person resumes or restores.",
                    reasons);
        }
        if (unfinished) {
            return new Verdict(
                    Tone.UNFINISHED,
                    "Not finished: " + count(sum.loaded()) + " of " + count(sum.extracted())
                            + " records are in the target.",
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
        return balanced(sum, reasons, lost);
    }

    /** What is wrong is told of each step; what was only never begun, in one sentence. */
    private static List<String> notEnded(List<Step> steps) {
        List<Step> open = steps.stream().filter(step -> !ended(step)).toList();
        List<Step> silent = open.stream()
                .filter(step -> step.reason() == null && step.state() != Execution.StepState.ERROR)
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
            reasons.add(count(silent.size()) + " further steps did not come to their end.");
        }
        return reasons;
    }

    private static Verdict balanced(Books sum, List<String> reasons, long lost) {
        long there = sum.loaded() + sum.skipped();
        long behind = sum.rejected() + sum.dropped();
        if (sum.extracted() == 0) {
            return new Verdict(Tone.EXPLAINED, "There was nothing to move.", reasons);
        }
        if (behind == 0 && sum.different() == 0 && sum.verified() >= there) {
            return new Verdict(
                    lost == 0 ? Tone.BALANCED : Tone.EXPLAINED,
                    "Balanced: all " + count(there) + " records"
                            + (lost == 0 ? "" : " that the exports held")
                            + " are in the target and read back equal.",
                    reasons);
        }
        if (behind == 0 && sum.different() == 0) {
            return new Verdict(
                    Tone.EXPLAINED,
                    "Balanced: all " + count(there) + " records are in the target, but only " + count(sum.verified())
                            + " were read back.",
                    reasons);
        }
        String what = behind == 0
                ? "all " + count(there) + " records are in the target, and " + count(sum.different())
                        + " of them differ from what was sent"
                : count(there) + " of " + count(sum.extracted()) + " records are in the target, and " + count(behind)
                        + (behind == 1 ? " stayed behind, with its reason" : " stayed behind, each with its reason");
        return new Verdict(Tone.EXPLAINED, "Balanced: " + what + ".", reasons);
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
            reasons.add(count(sum.different()) + " read back different: see the findings.");
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
