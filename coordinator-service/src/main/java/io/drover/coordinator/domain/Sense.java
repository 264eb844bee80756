package io.drover.coordinator.domain;

import io.drover.api.Failure;
import io.drover.contracts.Counts;
import io.drover.contracts.Outcome;
import io.drover.contracts.Result;
import java.util.Collection;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Whether a result can be true at all: nothing that is counted is less than nothing. */
final class Sense {

    private Sense() {}

    static boolean lacks(Result result) {
        LongStream usage = LongStream.of(
                result.attempt() - 1L, result.usage().requests(), result.usage().throttled());
        return LongStream.concat(usage, counted(result.outcome())).anyMatch(number -> number < 0);
    }

    private static LongStream counted(Outcome outcome) {
        return outcome instanceof Outcome.Done done
                ? LongStream.concat(
                        of(done.counts()),
                        Stream.of(done.findings().values(), done.parts().values())
                                .flatMap(Collection::stream)
                                .mapToLong(Integer::longValue))
                : LongStream.empty();
    }

    private static LongStream of(Counts counts) {
        return LongStream.of(
                counts.in(),
                counts.out(),
                counts.skipped(),
                counts.rejected(),
                counts.dropped(),
                counts.different(),
                counts.updated());
    }

    static Failure failure(Result result) {
        return new Failure(
                "RESULT_MAKES_NO_SENSE",
                "INTERNAL",
                result.worker() + " says of batch " + result.batch() + ", attempt " + result.attempt()
                        + ", that something was counted below zero. This is a bug; keep the evidence bundle.");
    }
}
