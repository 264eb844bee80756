package io.drover.archive;

import java.util.List;

/**
 * The execution in one sentence.
 *
 * @param sentence ends with a full stop
 * @param reasons what else has to be known, one sentence each
 */
record Verdict(Tone tone, String sentence, List<String> reasons) {

    Verdict {
        reasons = List.copyOf(reasons);
    }

    /** What the sentence amounts to. */
    enum Tone {
        /** Everything is in the target and was read back equal. */
        BALANCED,
        /** The books balance, but something stayed behind or differs, and it is known what. */
        EXPLAINED,
        /** The books or the proofs do not add up. */
        UNBALANCED,
        /** The execution ended before its work was done. */
        UNFINISHED
    }
}
