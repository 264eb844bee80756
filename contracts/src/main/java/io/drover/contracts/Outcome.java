package io.drover.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How an attempt ended, or that it goes on. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Outcome.Running.class, name = "running"),
    @JsonSubTypes.Type(value = Outcome.Done.class, name = "done"),
    @JsonSubTypes.Type(value = Outcome.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = Outcome.NotYet.class, name = "not-yet"),
    @JsonSubTypes.Type(value = Outcome.Cancelled.class, name = "cancelled")
})
public sealed interface Outcome {

    /** A sign of life: the attempt goes on. */
    record Running() implements Outcome {}

    /**
     * The batch's manifest is in the staging store at {@link BatchId#manifestKey()}.
     *
     * @param counts records by what became of them
     * @param findings number of findings by code
     * @param parts number of lines of each part of the manifest, for example {@code specs-report → 21}; of a family of
     *     numbered parts, how many parts there are: {@code level-001-* → 4}
     *     (a total called {@code name} then says how many lines {@code name-*} has)
     * @param totals numbers to plan with, for example {@code report → 5059}; absent means none
     * @param facts words to decide by, for example {@code export.sha256 → 9f86…}; absent means none
     * @param skipped of a connector's operation: why there was nothing to do, for people; null when it was done, and of everything else
     */
    record Done(
            Counts counts,
            Map<String, Integer> findings,
            Map<String, Integer> parts,
            Map<String, Long> totals,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> facts,
            @Nullable String skipped)
            implements Outcome {
        public Done {
            requireNonNull(counts, "counts");
            findings = Map.copyOf(findings);
            parts = Map.copyOf(parts);
            totals = totals == null ? Map.of() : Map.copyOf(totals);
            facts = facts == null ? Map.of() : Map.copyOf(facts);
        }

        /** Of what was done. */
        public Done(
                Counts counts,
                Map<String, Integer> findings,
                Map<String, Integer> parts,
                Map<String, Long> totals,
                Map<String, String> facts) {
            this(counts, findings, parts, totals, facts, null);
        }

        /** Without facts. */
        public Done(
                Counts counts, Map<String, Integer> findings, Map<String, Integer> parts, Map<String, Long> totals) {
            this(counts, findings, parts, totals, Map.of());
        }
    }

    /**
     * The attempt left nothing that counts.
     *
     * @param code a stable word, for example {@code TOKEN_REFUSED}
     * @param type who has to act: USER, EXTERNAL, RESOURCES or INTERNAL
     * @param message for people; no secret, no record text
     * @param retryAfterMs how long the outside system asked to wait, null when it did not say
     * @param deedBegun of a connector's operation: whether the worker's mark says that something was changed outside, or may have
     *     been, by this attempt; null when nobody knows, and of everything else
     */
    record Failed(
            String code,
            FailureType type,
            String message,
            @Nullable Long retryAfterMs,
            @Nullable Boolean deedBegun) implements Outcome {
        public Failed {
            requireNonNull(code, "code");
            requireNonNull(type, "type");
            requireNonNull(message, "message");
        }

        /** Of which nobody says whether a deed was begun. */
        public Failed(String code, FailureType type, String message, @Nullable Long retryAfterMs) {
            this(code, type, message, retryAfterMs, null);
        }

        /** The same failure, with what the worker's mark says. */
        public Failed deedBegun(boolean begun) {
            return new Failed(code, type, message, retryAfterMs, begun);
        }
    }

    /**
     * A connector's operation is not done yet, and asks to be asked again. The attempt is over and holds nothing; what it left does not
     * count.
     *
     * @param againMs how long it wants to be left alone
     * @param progress for people, for example {@code 12 of 40 runs are queued}; no secret
     * @param deedBegun whether the worker's mark says that something was changed outside, or may have been, by this attempt or by one that
     *     it follows
     */
    record NotYet(long againMs, String progress, boolean deedBegun) implements Outcome {
        public NotYet {
            requireNonNull(progress, "progress");
        }
    }

    /**
     * The attempt ended because its execution was given up; or it was never begun for that.
     *
     * @param counts what it had done until then: records that it was given and about which it said nothing are in none of them.
     *     When there are any, the batch's manifest is in the staging store, with as much as was done
     * @param findings number of findings by code about those records; absent means none
     */
    record Cancelled(
            Counts counts,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Integer> findings) implements Outcome {

        /** Of an attempt that did nothing. */
        public static final Cancelled UNBEGUN = new Cancelled(Counts.NONE, Map.of());

        public Cancelled {
            requireNonNull(counts, "counts");
            findings = findings == null ? Map.of() : Map.copyOf(findings);
        }

        /** Whether nothing was done. */
        public boolean empty() {
            return counts.equals(Counts.NONE);
        }
    }

    /** Who has to act; decides about retry. */
    enum FailureType {
        USER,
        EXTERNAL,
        RESOURCES,
        INTERNAL
    }
}
