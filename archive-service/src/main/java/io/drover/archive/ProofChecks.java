package io.drover.archive;

import static io.drover.archive.Format.count;

import io.drover.api.Books;
import io.drover.api.Execution;
import io.drover.api.Step;
import io.drover.archive.Report.KindBooks;
import java.util.ArrayList;
import java.util.List;

/** Checks what can be checked from what was gathered, independently of what the coordinator concluded. */
final class ProofChecks {

    private ProofChecks() {}

    static List<Proof> of(Execution execution, List<KindBooks> books, Gathered gathered) {
        List<Proof> proofs = new ArrayList<>();
        List<KindBooks> records =
                books.stream().filter(kind -> !kind.byOperation()).toList();
        List<KindBooks> kept = books.stream().filter(KindBooks::byOperation).toList();
        for (KindBooks kind : records) {
            proofs.add(equation(kind));
            if (kind.expected() > 0) {
                proofs.add(new Proof(
                        kind.title() + ": everything that the survey saw was extracted",
                        kind.books().extracted() >= kind.expected(),
                        count(kind.expected()) + " seen, " + count(kind.books().extracted()) + " extracted."));
            }
        }
        if (!kept.isEmpty()) {
            proofs.add(equations(kept));
        }
        if (!records.isEmpty() || execution.steps().stream().noneMatch(Step::destructive)) {
            proofs.add(receipts(gathered.receipts(), sum(records)));
        }
        GuardProof.of(execution).ifPresent(proofs::add);
        proofs.add(explained(gathered));
        proofs.add(counted(execution, gathered.findings()));
        if (!gathered.audit().isEmpty()) {
            proofs.add(gathered.audit().proof());
        }
        return proofs;
    }

    private static Books sum(List<KindBooks> books) {
        return books.stream().map(KindBooks::books).reduce(Books.NONE, Books::plus);
    }

    private static Proof receipts(ReceiptTally receipts, Books sum) {
        long there = sum.there();
        return new Proof(
                "Every record that the books have in the target has a receipt",
                receipts.confirmed() >= there,
                count(there) + " records by the books of this execution; " + count(receipts.confirmed())
                        + " confirmed receipts of this and earlier executions between the two systems"
                        + (receipts.intended() == 0
                                ? "."
                                : "; " + count(receipts.intended()) + " were begun and never confirmed."));
    }

    /** Of books that operations kept, all kinds in one: there are many. */
    private static Proof equations(List<KindBooks> kinds) {
        List<String> wrong = kinds.stream()
                .filter(kind -> !kind.balanced())
                .map(KindBooks::title)
                .toList();
        return new Proof(
                "Every imported kind: extracted = loaded + skipped + rejected + dropped",
                wrong.isEmpty(),
                wrong.isEmpty()
                        ? count(kinds.size()) + " kinds with "
                                + count(sum(kinds).extracted()) + " records in all."
                        : "Not so for " + String.join(", ", wrong) + ".");
    }

    private static Proof equation(KindBooks kind) {
        Books books = kind.books();
        long parts = books.extracted() - books.missing();
        return new Proof(
                kind.title() + ": extracted = loaded + skipped + rejected + dropped",
                kind.balanced(),
                count(books.extracted()) + (kind.balanced() ? " = " : " ≠ ") + count(parts) + ".");
    }

    private static Proof explained(Gathered gathered) {
        return new Proof(
                "Every record that stayed behind or differs has a finding",
                gathered.unexplained() == 0,
                count(gathered.inDoubt()) + " such records in all batches, " + count(gathered.unexplained())
                        + " without a finding.");
    }

    private static Proof counted(Execution execution, FindingTally findings) {
        long said = execution.findings().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        boolean same = findings.counts().equals(execution.findings());
        return new Proof(
                "The bundle holds every finding that was counted",
                same,
                count(said) + " counted while it ran, " + count(findings.total()) + " in the bundle"
                        + (same || said != findings.total() ? "." : ", but not the same codes."));
    }
}
