package io.drover.archive;

import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts findings by cause. Its memory depends on how many causes there are, not on how many findings. */
final class FindingTally {

    static final int MAX_EXAMPLES = 20;
    static final int MAX_FIELDS = 12;
    static final int MAX_ADVICE = 3;

    /** Fields beyond this are not told apart while counting. */
    private static final int COUNTED_FIELDS = 500;

    private final Words words;
    private final Map<String, Cause> causes = new TreeMap<>();
    private long total;

    FindingTally(Words words) {
        this.words = words;
    }

    void add(Finding finding) {
        total++;
        causes.computeIfAbsent(finding.code(), Cause::new).add(finding);
    }

    long total() {
        return total;
    }

    /** How many of each code. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        causes.forEach((code, cause) -> counts.put(code, cause.count));
        return counts;
    }

    /** How many of each code whose findings are errors. */
    Map<String, Long> errors() {
        Map<String, Long> errors = new TreeMap<>();
        causes.forEach((code, cause) -> {
            if (cause.severity == Severity.ERROR) {
                errors.put(code, cause.count);
            }
        });
        return errors;
    }

    /** Worst first, then the most frequent. */
    List<FindingGroup> groups() {
        return causes.values().stream()
                .map(cause -> cause.group(words))
                .sorted(Comparator.comparing(FindingGroup::severity)
                        .thenComparingLong(FindingGroup::count)
                        .reversed()
                        .thenComparing(FindingGroup::code))
                .toList();
    }

    private static final class Cause {
        private final String code;
        private final Map<String, Long> kinds = new TreeMap<>();
        private final Map<String, Long> fields = new LinkedHashMap<>();
        private final Set<String> advice = new LinkedHashSet<>();
        private final List<FindingGroup.Example> examples = new ArrayList<>();
        private Severity severity = Severity.INFO;
        private long count;

        Cause(String code) {
            this.code = code;
        }

        void add(Finding finding) {
            count++;
            if (finding.severity().compareTo(severity) > 0) {
                severity = finding.severity();
            }
            kinds.merge(finding.entityType(), 1L, Long::sum);
            String field = finding.field();
            if (field != null && (fields.size() < COUNTED_FIELDS || fields.containsKey(field))) {
                fields.merge(field, 1L, Long::sum);
            }
            if (advice.size() < MAX_ADVICE) {
                advice.add(finding.advice());
            }
            if (examples.size() < MAX_EXAMPLES) {
                examples.add(
                        new FindingGroup.Example(finding.entityType(), finding.subject(), field, finding.evidence()));
            }
        }

        FindingGroup group(Words words) {
            Map<String, Long> frequent = new LinkedHashMap<>();
            fields.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .limit(MAX_FIELDS)
                    .forEach(field -> frequent.put(field.getKey(), field.getValue()));
            return new FindingGroup(
                    code,
                    Words.title(code),
                    severity,
                    count,
                    words.meaning(code, severity),
                    kinds,
                    frequent,
                    List.copyOf(advice),
                    examples);
        }
    }
}
