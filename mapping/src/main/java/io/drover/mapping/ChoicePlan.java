package io.drover.mapping;

import io.drover.mapping.MappingPolicies.MissingValues;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.TargetField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides for one choice of the target what becomes of each value of the source. In this order: what the user's mapping
 * says; the same word in the target; what the built-in mapping says, if the target has that; the user's value for all
 * others; the policy.
 */
final class ChoicePlan {

    private final String entity;
    private final String source;
    private final Mappings mappings;
    private final boolean existing;
    private final Map<String, String> allowed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final List<String> added = new ArrayList<>();
    private final Map<String, String> values = new LinkedHashMap<>();
    private final Consumer<Finding> findings;
    private final Consumer<String> problems;

    /** @param target the field as it is, or null when it will be created */
    ChoicePlan(
            String entity,
            String source,
            Mappings mappings,
            @Nullable TargetField target,
            Consumer<Finding> findings,
            Consumer<String> problems) {
        this.entity = entity;
        this.source = source;
        this.mappings = mappings;
        this.existing = target != null;
        this.findings = findings;
        this.problems = problems;
        if (target != null) {
            target.allowedValues().forEach(label -> allowed.put(label.strip(), label));
        }
    }

    void add(String value) {
        add(value, value);
    }

    /** @param plain the value as a choice of the target can have it: without markup */
    void add(String value, String plain) {
        String word = CleanText.of(plain).strip();
        if (word.isEmpty()) {
            return;
        }
        List<String> said = mappings.user().value(source, value);
        if (said.isEmpty()) {
            said = mappings.user().value(source, word);
        }
        Optional<String> label = said.isEmpty() ? advised(word) : Optional.of(ordered(word, said));
        label.ifPresent(l -> {
            values.put(key(value), l);
            values.putIfAbsent(key(word), l);
            if (!l.equals(value.strip())) {
                finding("VALUE_MAPPED", Severity.INFO, value.strip() + " → " + l, "change it under values." + source);
            }
        });
        if (!CleanText.of(plain).equals(plain)) {
            finding(
                    "TEXT_CLEANED",
                    Severity.WARNING,
                    word,
                    "a target cannot be relied on to keep control characters in a choice: records get it without them");
        }
    }

    /** What a choice has for true and false, and any other word as it is. */
    static String yesOrNo(String value) {
        return switch (key(value)) {
            case "true" -> "Yes";
            case "false" -> "No";
            default -> value;
        };
    }

    /** What the user's mapping has for all other values, which the target then has. */
    @Nullable
    String otherwise() {
        List<String> said = mappings.user().value(source, Mapping.ANY);
        return said.isEmpty() ? null : ordered(Mapping.ANY, said);
    }

    /** Target value by source value in lower case. */
    Map<String, String> values() {
        return values;
    }

    /** Values that the target must get. */
    List<String> added() {
        return List.copyOf(added);
    }

    static String key(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }

    private String ordered(String word, List<String> said) {
        Optional<String> found = firstAllowed(said);
        if (found.isPresent()) {
            return found.get();
        }
        String label = said.getFirst();
        if (existing && mappings.policies().missingValues() != MissingValues.CREATE) {
            problems.accept(
                    "values.%s.%s: the target has no value \"%s\" and policies.missingValues does not create it; %s"
                            .formatted(source, word, label, Nearest.advice(label, allowed.values())));
            return label;
        }
        return created(label);
    }

    private Optional<String> advised(String word) {
        String same = allowed.get(word);
        if (same != null) {
            return Optional.of(same);
        }
        Optional<String> builtIn = firstAllowed(mappings.builtIn().value(source, word));
        if (builtIn.isPresent()) {
            return builtIn;
        }
        List<String> others = mappings.user().value(source, Mapping.ANY);
        if (!others.isEmpty()) {
            String label = ordered(Mapping.ANY, others);
            finding("VALUE_DEFAULTED", Severity.WARNING, word + " → " + label, "map it under values." + source);
            return Optional.of(label);
        }
        if (!existing) {
            return Optional.of(created(word));
        }
        return switch (mappings.policies().missingValues()) {
            case CREATE -> Optional.of(created(word));
            case DEFAULT -> {
                finding(
                        "VALUE_NOT_IN_TARGET",
                        Severity.WARNING,
                        word,
                        "records get the value \"*\" of values." + source + ", or keep this one in the description");
                yield Optional.empty();
            }
            case REJECT -> {
                finding(
                        "VALUE_NOT_IN_TARGET",
                        Severity.WARNING,
                        word,
                        "records with it will be rejected; map it under values." + source);
                yield Optional.empty();
            }
        };
    }

    private Optional<String> firstAllowed(List<String> labels) {
        return labels.stream().filter(allowed::containsKey).map(allowed::get).findFirst();
    }

    private String created(String label) {
        allowed.put(label, label);
        added.add(label);
        if (existing) {
            finding(
                    "VALUE_TO_CREATE",
                    Severity.INFO,
                    label,
                    "map it under values." + source + " if it should be another");
        }
        return label;
    }

    private void finding(String code, Severity severity, String evidence, String advice) {
        findings.accept(new Finding(code, severity, entity, source, source, evidence, advice));
    }
}
