package io.drover.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Records of one batch attempt by what became of them in its phase.
 *
 * @param in records that the phase was given
 * @param out records that it handed on
 * @param skipped already in the target and unchanged
 * @param rejected cannot be mapped, or refused by the target; each has a finding
 * @param dropped left out because the migration says so; each has a finding
 * @param different VALIDATE only: in the target, but not as it should be; each has a finding
 * @param updated LOAD only: of those handed on, how many were in the target before and were changed; absent means none
 */
public record Counts(
        long in,
        long out,
        long skipped,
        long rejected,
        long dropped,
        long different,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long updated) {

    public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0);

    /** Without updates. */
    public Counts(long in, long out, long skipped, long rejected, long dropped, long different) {
        this(in, out, skipped, rejected, dropped, different, 0);
    }

    public Counts plus(Counts other) {
        return new Counts(
                in + other.in,
                out + other.out,
                skipped + other.skipped,
                rejected + other.rejected,
                dropped + other.dropped,
                different + other.different,
                updated + other.updated);
    }
}
