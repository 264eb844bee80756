package io.drover.coordinator.prune;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked for.
 *
 * @param keptFor how long after its end an execution's data of this kind is kept; only these kinds are looked at
 * @param receiptsOf a route or a migration; null for no receipts
 * @param confirm the phrase that was typed for receipts; null for none
 * @param yes whether to do it; otherwise it is only counted
 */
public record PruneOptions(
        Map<Kind, Duration> keptFor,
        @Nullable String receiptsOf,
        @Nullable String confirm,
        boolean yes,
        boolean json) {

    private static final Pattern AGE = Pattern.compile("(\\d{1,5})([dh])");

    public PruneOptions {
        keptFor = Map.copyOf(keptFor);
    }

    /** @throws PruneException where the command line says what cannot be */
    public static PruneOptions of(List<String> arguments) {
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        Duration olderThan = null;
        String receiptsOf = null;
        String confirm = null;
        boolean yes = false;
        boolean json = false;
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            switch (option) {
                case "--yes" -> yes = true;
                case "--json" -> json = true;
                case "--only" -> {
                    String word = value(arguments, ++i, option);
                    kinds.add(Kind.of(word).orElseThrow(() -> PruneException.badInput("there is no kind " + word)));
                }
                case "--older-than" -> olderThan = age(value(arguments, ++i, option));
                case "--receipts-of" -> receiptsOf = value(arguments, ++i, option);
                case "--confirm" -> confirm = value(arguments, ++i, option);
                default -> throw PruneException.badInput("prune knows no " + option);
            }
        }
        if (confirm != null && receiptsOf == null) {
            throw PruneException.badInput("--confirm goes with --receipts-of");
        }
        Map<Kind, Duration> keptFor = new EnumMap<>(Kind.class);
        if (receiptsOf == null || !kinds.isEmpty()) {
            for (Kind kind : kinds.isEmpty() ? EnumSet.allOf(Kind.class) : kinds) {
                keptFor.put(kind, olderThan != null ? olderThan : kind.keptFor());
            }
        }
        return new PruneOptions(keptFor, receiptsOf, confirm, yes, json);
    }

    private static String value(List<String> arguments, int i, String option) {
        if (i >= arguments.size()) {
            throw PruneException.badInput(option + " wants a value");
        }
        return arguments.get(i);
    }

    private static Duration age(String text) {
        Matcher age = AGE.matcher(text);
        if (!age.matches()) {
            throw PruneException.badInput("--older-than wants days or hours, for example 90d or 12h, and not " + text);
        }
        long n = Long.parseLong(age.group(1));
        return age.group(2).equals("d") ? Duration.ofDays(n) : Duration.ofHours(n);
    }
}
