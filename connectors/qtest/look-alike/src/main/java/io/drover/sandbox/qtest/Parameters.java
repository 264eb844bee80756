package io.drover.sandbox.qtest;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parameters of the project (docs/contracts/zephyr-scale-and-qtest.md §3.6): {@code [~name]} in a step's text makes one, and is shown as {@code
 * [~id]} unless the reader asks for names. An id that is known means that parameter. Used under the project's lock.
 */
final class Parameters {

    private static final Pattern MARK = Pattern.compile("\\[~([^\\[\\]]+)]");
    private static final long FIRST_ID = 3001;

    private final Map<String, Long> idByName = new HashMap<>();
    private final Map<String, String> nameById = new HashMap<>();

    int size() {
        return idByName.size();
    }

    /** The text as it is kept: with names. */
    String take(String text) {
        return each(text, inside -> {
            String name = nameById.getOrDefault(inside, inside);
            idByName.computeIfAbsent(name, made -> {
                nameById.put(String.valueOf(FIRST_ID + idByName.size()), made);
                return FIRST_ID + idByName.size();
            });
            return name;
        });
    }

    /** A kept text as readers see it who do not ask for names. */
    String withIds(String text) {
        return each(text, name -> String.valueOf(idByName.get(name)));
    }

    private static String each(String text, java.util.function.UnaryOperator<String> inside) {
        return text.contains("[~")
                ? MARK.matcher(text)
                        .replaceAll(mark -> Matcher.quoteReplacement("[~" + inside.apply(mark.group(1)) + "]"))
                : text;
    }
}
