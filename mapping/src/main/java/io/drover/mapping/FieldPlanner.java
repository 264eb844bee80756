package io.drover.mapping;

import io.drover.mapping.FieldMap.Action;
import io.drover.mapping.FieldMap.Rule;
import io.drover.mapping.Mapping.Destination;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.Survey;
import io.drover.spi.SurveyedField;
import io.drover.spi.SurveyedField.Shape;
import io.drover.spi.TargetField;
import io.drover.spi.TargetField.Type;
import io.drover.spi.TargetSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A pure function of mapping, survey and the target's schema. One instance makes one plan. */
public final class FieldPlanner {

    private final FieldRules entityRules;
    private final Mappings mappings;
    private final TargetSchema schema;
    private final String originField;
    private final List<SurveyedField> surveyed;
    private final List<Rule> rules = new ArrayList<>();
    private final List<TargetField> wanted = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final Set<String> taken = new HashSet<>();

    private FieldPlanner(
            FieldRules entityRules, Mappings mappings, Survey survey, TargetSchema schema, String originField) {
        this.entityRules = entityRules;
        this.mappings = mappings;
        this.schema = schema;
        this.originField = originField;
        this.surveyed = survey.fields().stream()
                .filter(field -> field.entityType().equals(entityRules.entity()))
                // What the user named has the first choice of labels.
                .sorted(Comparator.comparing((SurveyedField field) ->
                        mappings.user().field(field.name()).isEmpty()))
                .toList();
    }

    /** @throws ConnectorException of type USER, code {@code MAPPING_UNKNOWN_FIELD}, with all problems in its message */
    public static FieldPlan plan(
            FieldRules entityRules, Mappings mappings, Survey survey, TargetSchema schema, String originField) {
        return new FieldPlanner(entityRules, mappings, survey, schema, originField).plan();
    }

    private FieldPlan plan() {
        problems.addAll(MappingNames.unknown(mappings.user(), entityRules, surveyed));
        findings.addAll(MappingNames.unused(mappings.user(), entityRules, surveyed));
        schema.field(entityRules.entity(), originField)
                .filter(field -> field.type() != Type.TEXT)
                .ifPresent(field -> problems.add(
                        "the target's field \"%s\" is of type %s, but must be a text to hold the origin; name another originField"
                                .formatted(originField, field.type())));
        want(new TargetField(entityRules.entity(), originField, Type.TEXT, List.of(), false, false, 0));
        taken.add(originField.toLowerCase(Locale.ROOT));
        for (SystemField field : entityRules.systemFields()) {
            Optional<SurveyedField> seen = surveyed.stream()
                    .filter(s -> !s.custom() && field.isNamed(s.name()))
                    .findFirst();
            rule(field.label(), false, FieldTypes.of(field, seen.orElse(null)), seen.orElse(null));
        }
        surveyed.stream()
                .filter(SurveyedField::custom)
                .forEach(field ->
                        rule(field.name(), true, field.shapes().isEmpty() ? Type.TEXT : FieldTypes.of(field), field));
        unfedRequiredFields();
        if (!problems.isEmpty()) {
            throw new ConnectorException(
                    "MAPPING_UNKNOWN_FIELD",
                    FailureType.USER,
                    "The mapping does not fit what source and target hold:\n- " + String.join("\n- ", problems));
        }
        return new FieldPlan(
                new FieldMap(originField, rules, mappings.user().users(), mappings.policies()),
                wanted,
                findings.stream().map(Findings::clean).toList());
    }

    private void rule(String source, boolean custom, Type natural, @Nullable SurveyedField seen) {
        boolean ownName = custom && entityRules.systemField(source).isPresent();
        Optional<Destination> said =
                ownName ? Optional.empty() : mappings.user().field(source);
        if (said.orElse(null) instanceof Destination.Nowhere nowhere) {
            String filled = seen == null ? "" : "filled in " + seen.filled() + " records; ";
            finding("FIELD_DROPPED", source, filled + nowhere.reason(), "give it a target under fields to keep it");
            rules.add(rule(source, custom, Action.DROP));
            return;
        }
        String label = free(source, said.orElse(null) instanceof Destination.To to ? to.field() : null, ownName);
        TargetField target = schema.field(entityRules.entity(), label).orElse(null);
        // A survey may not look at each system field; what it says nothing about may have values. Without knowing
        // these, a
        // choice cannot be made.
        boolean filled = seen == null ? !FieldTypes.isChoice(natural) : seen.filled() > 0;
        if (target == null && !filled) {
            if (custom) {
                finding("FIELD_NEVER_FILLED", source, null, "no record has a value; the target gets no field for it");
            }
            return;
        }
        if (target == null && !mayCreate(source, label, said.isPresent(), custom)) {
            return;
        }
        set(
                source,
                custom,
                target == null ? label : target.label(),
                target == null ? natural : target.type(),
                target,
                seen);
    }

    private boolean mayCreate(String source, String label, boolean said, boolean custom) {
        switch (mappings.policies().missingFields()) {
            case CREATE -> {
                finding("FIELD_TO_CREATE", source, label, "give it another target under fields if the target has one");
                return true;
            }
            case DESCRIBE, DROP -> {
                if (said) {
                    problems.add(
                            "fields.%s: the target has no field \"%s\" and policies.missingFields does not create it; %s"
                                    .formatted(source, label, Nearest.advice(label, targetLabels())));
                    return false;
                }
                boolean drop = mappings.policies().missingFields() == MappingPolicies.MissingFields.DROP;
                finding(
                        drop ? "FIELD_DROPPED" : "FIELD_DESCRIBED",
                        source,
                        "the target has no field \"" + label + "\"",
                        "policies.missingFields: create makes one");
                rules.add(rule(source, custom, drop ? Action.DROP : Action.DESCRIBE));
                return false;
            }
        }
        throw new AssertionError(mappings.policies().missingFields());
    }

    private void set(
            String source,
            boolean custom,
            String label,
            Type type,
            @Nullable TargetField target,
            @Nullable SurveyedField seen) {
        ChoicePlan choice =
                new ChoicePlan(entityRules.entity(), source, mappings, target, findings::add, problems::add);
        List<String> added = List.of();
        String otherwise = null;
        if (FieldTypes.isChoice(type)) {
            if (seen != null) {
                choices(choice, custom, seen);
            }
            otherwise = choice.otherwise();
            added = choice.added();
        }
        if ((type == Type.TEXT || type == Type.RICH_TEXT)
                && seen != null
                && seen.shapes().contains(Shape.LIST)) {
            finding("LIST_AS_TEXT", source, label, FieldTypes.whyText(seen, target != null));
        }
        rules.add(new Rule(source, custom, Action.SET, label, type, choice.values(), otherwise));
        if (target == null || !added.isEmpty()) {
            want(new TargetField(
                    entityRules.entity(), label, type, added, false, target != null && target.system(), 0));
        }
    }

    private void choices(ChoicePlan choice, boolean custom, SurveyedField seen) {
        boolean yesOrNo = seen.shapes().contains(Shape.BOOLEAN);
        if (seen.shapes().equals(Set.of(Shape.BOOLEAN))) {
            choice.add("Yes");
            choice.add("No");
        } else {
            // Elements of lists are names; a single text may be HTML.
            boolean html = custom && !seen.shapes().contains(Shape.LIST);
            for (String value : seen.values()) {
                String plain = html ? SourceText.of(value).asPlain().text() : value;
                choice.add(value, yesOrNo ? ChoicePlan.yesOrNo(plain) : plain);
            }
        }
        if (!FieldTypes.canBeOptions(seen)) {
            findings.add(new Finding(
                    "VALUE_NOT_IN_TARGET",
                    Severity.WARNING,
                    entityRules.entity(),
                    seen.name(),
                    seen.name(),
                    null,
                    FieldTypes.whyNoOptions(seen)
                            + ": values that the field does not get are kept in the description"));
        }
    }

    /** The target's label for a source field; another than wished for where two fields would become one. */
    private String free(String source, @Nullable String said, boolean ownName) {
        String wish = said == null ? ownName ? entityRules.prefix() + source : advised(source) : said;
        String label = CleanText.of(wish);
        if (entityRules.reserved().contains(label.toLowerCase(Locale.ROOT))) {
            label = entityRules.prefix() + label;
        }
        for (int i = 2; !taken.add(label.toLowerCase(Locale.ROOT)); i++) {
            if (said != null) {
                problems.add("fields.%s: \"%s\" is the target of another field, too; give each its own"
                        .formatted(source, said));
                return label;
            }
            label = i == 2 && !wish.startsWith(entityRules.prefix()) ? entityRules.prefix() + wish : wish + " " + i;
        }
        if (!label.equals(wish)) {
            finding("FIELD_RENAMED", source, wish + " → " + label, "the name is taken; choose one under fields");
        }
        return label;
    }

    private String advised(String source) {
        return mappings.builtIn().field(source).orElse(null) instanceof Destination.To to
                        && (schema.field(entityRules.entity(), to.field()).isPresent()
                                || schema.field(entityRules.entity(), source).isEmpty())
                ? to.field()
                : source;
    }

    private void unfedRequiredFields() {
        for (TargetField field : schema.fields()) {
            if (field.entityType().equals(entityRules.entity())
                    && field.required()
                    && !entityRules.reserved().contains(field.label().toLowerCase(Locale.ROOT))
                    && !taken.contains(field.label().toLowerCase(Locale.ROOT))) {
                findings.add(
                        new Finding(
                                "REQUIRED_FIELD_UNFED",
                                Severity.WARNING,
                                entityRules.entity(),
                                field.label(),
                                field.label(),
                                null,
                                "the target requires it and no source field goes there: it needs a default in the target, or a source under fields"));
            }
        }
    }

    private void want(TargetField field) {
        boolean there = schema.field(field.entityType(), field.label()).isPresent();
        if (!there || !field.allowedValues().isEmpty()) {
            wanted.add(field);
        }
    }

    private Set<String> targetLabels() {
        Set<String> labels = new LinkedHashSet<>();
        schema.fields().stream()
                .filter(field -> field.entityType().equals(entityRules.entity()))
                .forEach(field -> labels.add(field.label()));
        return labels;
    }

    private static Rule rule(String source, boolean custom, Action action) {
        return new Rule(source, custom, action, null, null, Map.of(), null);
    }

    private void finding(String code, String source, @Nullable String evidence, String advice) {
        findings.add(new Finding(code, Severity.INFO, entityRules.entity(), source, source, evidence, advice));
    }
}
