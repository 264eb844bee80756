package io.drover.worker;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The values that batches of this process have in hand now, so that no line of the log tells one, whoever writes it. One for the
 * process, as the log is.
 */
final class OpenSecrets {

    private static final Map<String, Integer> HOLDERS = new HashMap<>();
    private static volatile ValueMasks masks = new ValueMasks(List.of(), Masks.MASK);

    private OpenSecrets() {}

    /** A batch has it, until it is {@link #closed}. */
    static void opened(String value) {
        synchronized (HOLDERS) {
            if (HOLDERS.merge(value, 1, Integer::sum) == 1) {
                masks = new ValueMasks(new ArrayList<>(HOLDERS.keySet()), Masks.MASK);
            }
        }
    }

    static void closed(String value) {
        synchronized (HOLDERS) {
            HOLDERS.computeIfPresent(value, (key, holders) -> holders == 1 ? null : holders - 1);
            if (!HOLDERS.containsKey(value)) {
                masks = new ValueMasks(new ArrayList<>(HOLDERS.keySet()), Masks.MASK);
            }
        }
    }

    static String masked(String text) {
        return masks.of(text);
    }
}
