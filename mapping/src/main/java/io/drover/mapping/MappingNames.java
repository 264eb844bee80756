package io.drover.mapping;

import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.SurveyedField;
import io.drover.spi.SurveyedField.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds the source names of a user's mapping against what the survey saw. */
final class MappingNames {

    private MappingNames() {}

    /** One sentence for each name of a source field that the source has not got. */
    static List<String> unknown(Mapping user, FieldRules type, List<SurveyedField> surveyed) {
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (SystemField field : type.systemFields()) {
            known.add(field.label());
        }
        surveyed.stream()
                .filter(SurveyedField::custom)
                .forEach(field -> known.add(field.name().strip()));
        List<String> problems = new ArrayList<>();
        unknown("fields", user.fields().keySet(), known, problems);
        unknown("values", user.values().keySet(), known, problems);
        return problems;
    }

    /** Parts and values of the mapping that will do nothing. */
    static List<Finding> unused(Mapping user, FieldRules type, List<SurveyedField> surveyed) {
        List<Finding> findings = new ArrayList<>();
        for (String part : user.unused()) {
            findings.add(finding(
                    type, "MAPPING_PART_NOT_USED", part, null, "kept for later: this kind of record is not moved yet"));
        }
        for (SurveyedField field : surveyed) {
            if (!field.valuesComplete() || field.shapes().contains(Shape.BOOLEAN)) {
                continue;
            }
            Set<String> seen = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
            for (String value : field.values()) {
                seen.add(value.strip());
                seen.add(SourceText.of(value).asPlain().text().strip()); // as people read it
            }
            Map<String, List<String>> table = user.values().getOrDefault(field.name(), Map.of());
            for (String value : table.keySet()) {
                if (!value.equals(Mapping.ANY) && !seen.contains(value)) {
                    findings.add(finding(
                            type,
                            "MAPPING_VALUE_UNUSED",
                            field.name(),
                            value,
                            "no record has it; " + Nearest.advice(value, seen)));
                }
            }
        }
        return findings;
    }

    private static void unknown(String part, Set<String> given, Set<String> known, List<String> problems) {
        for (String name : given) {
            if (!known.contains(name)) {
                problems.add("%s.%s: the source has no field \"%s\"; %s"
                        .formatted(part, name, name, Nearest.advice(name, known)));
            }
        }
    }

    private static Finding finding(
            FieldRules type, String code, String subject, @Nullable String evidence, String advice) {
        return new Finding(code, Severity.INFO, type.entity(), subject, subject, evidence, advice);
    }
}
