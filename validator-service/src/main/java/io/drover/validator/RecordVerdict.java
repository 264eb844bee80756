package io.drover.validator;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Located;
import io.drover.spi.Record;
import io.drover.worker.Written;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one record in the target. */
sealed interface RecordVerdict {

    record Equal() implements RecordVerdict {}

    record Missing() implements RecordVerdict {}

    record Duplicate(int times) implements RecordVerdict {}

    record Different(List<Difference> differences) implements RecordVerdict {}

    /** The target did not say what it has. */
    record Unreadable(Finding why) implements RecordVerdict {}

    /** @param written what was written last; null when nobody knows */
    static RecordVerdict on(ObjectNode wanted, List<ObjectNode> found, @Nullable Written written) {
        return switch (found.size()) {
            case 0 -> new Missing();
            case 1 -> {
                List<Difference> differences = Comparison.of(wanted, found.getFirst(), written);
                yield differences.isEmpty() ? new Equal() : new Different(differences);
            }
            default -> new Duplicate(found.size());
        };
    }

    /** Whether the target has the record, and has it once. */
    default boolean isThere() {
        return this instanceof Equal || this instanceof Different;
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
                        "look for it in the target; the next run creates it again"));
            case Duplicate(int times) ->
                List.of(error(
                        record,
                        "DUPLICATE_IN_TARGET",
                        null,
                        times + " records, one of them " + located.targetId(),
                        "delete all but one in the target"));
            case Unreadable(Finding why) -> List.of(why);
            case Different(List<Difference> differences) ->
                differences.stream()
                        .map(difference -> difference.edited()
                                ? conflict(record, located, difference)
                                : error(
                                        record,
                                        "VALUE_DIFFERS",
                                        difference.path(),
                                        difference.evidence(),
                                        "look at " + located.targetId()
                                                + " in the target: it does not have what was written to it"))
                        .toList();
        };
    }

    private static Finding conflict(Record record, Located located, Difference difference) {
        return new Finding(
                "CONFLICT",
                Severity.WARNING,
                record.entityType(),
                record.id(),
                difference.path(),
                difference.evidence(),
                "somebody changed " + located.targetId()
                        + " in the target since it was written, and that is kept; to have the"
                        + " source's value there, run with the option conflicts: overwrite");
    }

    private static Finding error(Record record, String code, @Nullable String field, String evidence, String advice) {
        return new Finding(code, Severity.ERROR, record.entityType(), record.id(), field, evidence, advice);
    }
}
