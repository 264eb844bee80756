package io.drover.validator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Located;
import io.drover.spi.Record;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one record in the target. */
sealed interface Verdict {

    record Equal() implements Verdict {}

    record Missing() implements Verdict {}

    record Duplicate(int times) implements Verdict {}

    record Different(List<Difference> differences) implements Verdict {}

    static Verdict on(ObjectNode written, List<ObjectNode> found) {
        return switch (found.size()) {
            case 0 -> new Missing();
            case 1 -> {
                List<Difference> differences = Comparison.of(written, found.getFirst());
                yield differences.isEmpty() ? new Equal() : new Different(differences);
            }
            default -> new Duplicate(found.size());
        };
    }

    /** What a person should know about it. */
    default List<Finding> findings(Record record, Located located) {
        return switch (this) {
            case Equal() -> List.of();
            case Missing() ->
                List.of(error(
                        record,
                        "MISSING_IN_TARGET",
                        null,
                        "was loaded as " + located.targetId(),
                        "look for it in the target; a new execution loads it again"));
            case Duplicate(int times) ->
                List.of(error(
                        record,
                        "DUPLICATE_IN_TARGET",
                        null,
                        times + " records, one of them " + located.targetId(),
                        "delete all but one in the target"));
            case Different(List<Difference> differences) ->
                differences.stream()
                        .map(d -> error(
                                record,
                                "VALUE_DIFFERS",
                                d.path(),
                                d.evidence(),
                                "look at " + located.targetId()
                                        + " in the target: the value was changed after it was written"))
                        .toList();
        };
    }

    private static Finding error(Record record, String code, @Nullable String field, String evidence, String advice) {
        return new Finding(code, Severity.ERROR, record.kind(), record.id(), field, evidence, advice);
    }
}
