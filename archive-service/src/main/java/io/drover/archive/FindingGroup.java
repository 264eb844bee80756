package io.drover.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.drover.spi.Finding;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All findings of one cause.
 *
 * @param title the code for people
 * @param severity the worst of the group
 * @param meaning what such a finding says about the record
 * @param kinds how many per kind of record
 * @param fields how many per field, most frequent first, at most {@link FindingTally#MAX_FIELDS}
 * @param advice the distinct advice given, at most {@link FindingTally#MAX_ADVICE}
 * @param examples the first ones, at most {@link FindingTally#MAX_EXAMPLES}; all are in {@code findings.jsonl}
 */
record FindingGroup(
        String code,
        String title,
        Finding.Severity severity,
        long count,
        String meaning,
        Map<String, Long> kinds,
        Map<String, Long> fields,
        List<String> advice,
        List<Example> examples) {

    FindingGroup {
        advice = List.copyOf(advice);
        examples = List.copyOf(examples);
    }

    /** How many are not among the examples. */
    public long more() {
        return count - examples.size();
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Example(
            String kind,
            String subject,
            @Nullable String field,
            @Nullable String evidence) {}
}
