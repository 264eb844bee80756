package io.drover.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.spi.Ref;
import io.drover.spi.TargetField;
import io.drover.spi.TargetField.Type;
import io.drover.spi.TargetSchema;
import io.drover.spi.testing.Kinds;
import io.drover.spi.testing.Script;
import io.drover.spi.testing.TargetCase;
import io.drover.spi.testing.TargetStep;
import io.drover.spi.testing.TestCase;
import io.drover.transformer.FieldMap.Rule;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Maps test cases. What does not fit into a field of the target goes into a table at the end of the description, with a
 * finding.
 */
final class CaseMapper {

    private static final String ASSIGNED_TO = "Assigned To";

    private final FieldMap fieldMap;
    private final int nameLimit;
    private final boolean assigns;
    private final Map<SystemField, Plan> systemFields = new EnumMap<>(SystemField.class);
    private final Map<String, Plan> customFields = new HashMap<>();

    /** @param writer null when the target has no field for it: values go into the description */
    record Plan(Rule rule, @Nullable FieldWriter writer) {}

    CaseMapper(FieldMap fieldMap, TargetSchema schema) {
        this.fieldMap = fieldMap;
        this.nameLimit = Names.limit(schema, Kinds.TEST_CASE);
        this.assigns = schema.field(Kinds.TEST_CASE, ASSIGNED_TO)
                        .filter(field -> field.type() == Type.USER)
                        .isPresent()
                && fieldMap.rules().stream().noneMatch(rule -> ASSIGNED_TO.equalsIgnoreCase(rule.target()));
        for (Rule rule : fieldMap.rules()) {
            Optional<TargetField> field =
                    Optional.ofNullable(rule.target()).flatMap(label -> schema.field(Kinds.TEST_CASE, label));
            Plan plan = new Plan(
                    rule, field.map(f -> new FieldWriter(rule, f, fieldMap)).orElse(null));
            if (rule.custom()) {
                customFields.put(rule.source(), plan);
            } else {
                SystemField.named(rule.source()).ifPresent(system -> systemFields.put(system, plan));
            }
        }
    }

    /** Empty when the record is rejected; then a finding says why. */
    Optional<TargetCase> map(String id, TestCase source, Findings findings) {
        Draft draft = new Draft(findings, systemFields);
        draft.put(fieldMap.originField(), TextNode.valueOf(id));
        for (SystemField field : SystemField.values()) {
            JsonNode value = field.read(source);
            if (value != null) {
                draft.add(field.label(), false, systemFields.get(field), value);
            }
        }
        source.customFields().forEach((name, value) -> draft.add(name, true, customFields.get(name), value));
        source.notes().forEach(draft::note);
        String assignee = assigns && source.owner() != null ? fieldMap.users().get(source.owner()) : null;
        if (assignee != null) {
            draft.put(ASSIGNED_TO, TextNode.valueOf(assignee));
        }
        if (draft.isRejected()) {
            return Optional.empty();
        }
        String name = Names.orId(source.name(), id, findings);
        String shortName = Names.cut(name, nameLimit, findings);
        String description = StepMapper.orEmpty(source.objective());
        if (!shortName.equals(name)) {
            description = Html.below("<p><b>Full name:</b> " + Html.ofPlain(name) + "</p>", description);
        }
        String precondition = StepMapper.orEmpty(source.precondition());
        List<TargetStep> steps = List.of();
        switch (script(source, findings)) {
            case Script.Steps script -> steps = StepMapper.steps(script.steps(), findings);
            case Script.Plain plain -> {
                String text = StepMapper.orEmpty(plain.text());
                switch (fieldMap.policies().plainScript()) {
                    case STEP -> steps = single(text, text);
                    case DESCRIPTION -> description = Html.below(description, text);
                }
            }
            case Script.Bdd bdd -> {
                String text = StepMapper.orEmpty(bdd.text());
                switch (fieldMap.policies().bddScript()) {
                    case STEP -> steps = single(text, Html.preformatted(text));
                    case PRECONDITION ->
                        precondition = Html.below(precondition, text.isBlank() ? "" : Html.preformatted(text));
                }
            }
        }
        JsonNode parent = source.folderId() == null ? null : new Ref(Kinds.FOLDER, source.folderId()).toNode();
        return Optional.of(new TargetCase(
                shortName,
                Html.below(description, Html.table(draft.kept())),
                precondition,
                parent,
                draft.fields(),
                steps,
                source.position()));
    }

    /** A body that came over the wire may lack what its type promises. */
    private static Script script(TestCase source, Findings findings) {
        if (source.script() != null) {
            return source.script();
        }
        findings.warning("SCRIPT_MISSING", null, null, "the source gave no script; the test case has no steps");
        return new Script.Steps(List.of());
    }

    private static List<TargetStep> single(String text, String html) {
        return text.isBlank() ? List.of() : List.of(new TargetStep(html, "", null));
    }
}
