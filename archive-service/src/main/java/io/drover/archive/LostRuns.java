package io.drover.archive;

import io.drover.spi.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a person decided to leave behind, by name: findings of a code that says so, once each. */
final class LostRuns {

    static final String CODE = "RUN_NOT_ARCHIVED";

    /** More than anybody reads; the rest is in the bundle. */
    private static final int LIMIT = 1_000;

    private final Map<String, Lost> runs = new LinkedHashMap<>();
    private long total;

    /** @param seen what the source said of it, for example its phase and name */
    record Lost(String kind, String id, @Nullable String seen) {}

    void add(Finding finding) {
        if (finding.code().equals(CODE) && !runs.containsKey(finding.subject())) {
            total++;
            if (runs.size() < LIMIT) {
                runs.put(finding.subject(), new Lost(finding.entityType(), finding.subject(), finding.evidence()));
            }
        }
    }

    long total() {
        return total;
    }

    List<Lost> list() {
        return new ArrayList<>(runs.values());
    }
}
