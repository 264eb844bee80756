package io.drover.connectors.zephyr;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Which keys were met. Most end in a small number, and of these ten million take some megabytes. Used by one thread. */
final class MetKeys {

    private static final int LARGEST = 1 << 27;
    private static final int MOST_DIGITS = 9;

    private final Map<String, BitSet> numbered = new HashMap<>();
    private final Set<String> others = new HashSet<>();

    /** @return whether it was not there before */
    boolean add(String key) {
        int digits = key.length();
        while (digits > 0 && key.charAt(digits - 1) >= '0' && key.charAt(digits - 1) <= '9') {
            digits--;
        }
        int count = key.length() - digits;
        if (count == 0 || count > MOST_DIGITS || (count > 1 && key.charAt(digits) == '0')) {
            return others.add(key);
        }
        int number = Integer.parseInt(key.substring(digits));
        if (number > LARGEST) {
            return others.add(key);
        }
        BitSet met = numbered.computeIfAbsent(key.substring(0, digits), prefix -> new BitSet());
        boolean first = !met.get(number);
        met.set(number);
        return first;
    }
}
