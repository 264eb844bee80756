package io.drover.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
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
import io.drover.transformer.Html.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    private static final BigDecimal MINUTE_MS = BigDecimal.valueOf(60_000);

    private final FieldMap fieldMap;
    private final int nameLimit;
    private final boolean assigns;
    private final Map<SystemField, Plan> systemFields = new EnumMap<>(SystemField.class);
    private final Map<String, Plan> customFields = new HashMap<>();

    /** @param writer null when the target has no field for it: values go into the description */
    private record Plan(Rule rule, @Nullable FieldWriter writer) {}

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
        Draft draft = new Draft(findings);
        draft.fields.put(fieldMap.originField(), TextNode.valueOf(id));
        for (SystemField field : SystemField.values()) {
            JsonNode value = field.read(source);
            if (value != null) {
                draft.add(field.label(), systemFields.get(field), value);
            }
        }
        source.customFields().forEach((name, value) -> draft.add(name, customFields.get(name), value));
        String assignee = assigns && source.owner() != null ? fieldMap.users().get(source.owner()) : null;
        if (assignee != null) {
            draft.fields.put(ASSIGNED_TO, TextNode.valueOf(assignee));
        }
        if (draft.rejected) {
            return Optional.empty();
        }
        String name = Names.orId(source.name(), id, findings);
        String shortName = Names.cut(name, nameLimit, findings);
        String description = StepMapper.orEmpty(source.objective());
        if (!shortName.equals(name)) {
            description = Html.below("<p><b>Full name:</b> " + Html.escape(name) + "</p>", description);
        }
        String precondition = StepMapper.orEmpty(source.precondition());
        List<TargetStep> steps = List.of();
        switch (script(source, findings)) {
            case Script.Steps script -> steps = StepMapper.steps(script.steps(), findings);
            case Script.Plain(String text) -> {
                switch (fieldMap.policies().plainScript()) {
                    case STEP -> steps = single(text, text);
                    case DESCRIPTION -> description = Html.below(description, text);
                }
            }
            case Script.Bdd(String text) -> {
                switch (fieldMap.policies().bddScript()) {
                    case STEP -> steps = single(text, Html.preformatted(text));
                    case PRECONDITION ->
                        precondition = Html.below(precondition, text.isBlank() ? "" : Html.preformatted(text));
                }
            }
        }
        JsonNode parent = source.folderId() == null ? null : new Ref(Kinds.FOLDER, source.folderId()).toNode();
        return Optional.of(new TargetCase(
                shortName, Html.below(description, Html.table(draft.kept)), precondition, parent, draft.fields, steps));
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

    /** The fields of one record, as far as they are mapped. */
    private static final class Draft {

        private final Findings findings;
        private final Map<String, JsonNode> fields = new LinkedHashMap<>();
        private final List<Row> kept = new ArrayList<>();
        private boolean rejected;

        Draft(Findings findings) {
            this.findings = findings;
        }

        void add(String name, @Nullable Plan plan, JsonNode value) {
            if (Texts.isEmpty(value)) {
                return;
            }
            if (plan == null) {
                keep(name, plan, value);
                findings.warning(
                        "FIELD_NOT_PLANNED",
                        name,
                        Texts.of(value),
                        "the field was empty when the source was surveyed; the description has the value");
                return;
            }
            switch (plan.rule().action()) {
                case DROP -> {
                    // map-fields left the finding, once for all records.
                }
                case DESCRIBE -> keep(name, plan, value);
                case SET -> set(name, plan, value);
            }
        }

        private void set(String name, Plan plan, JsonNode value) {
            if (plan.writer() == null) {
                keep(name, plan, value);
                findings.warning(
                        "FIELD_NOT_IN_TARGET",
                        name,
                        plan.rule().target(),
                        "the target has no such field; the description has the value");
                return;
            }
            switch (plan.writer().fit(shown(plan, value))) {
                case Fit.Value(JsonNode node) -> fields.put(plan.writer().label(), node);
                case Fit.Changed(JsonNode node, Fit.Issue issue) -> {
                    fields.put(plan.writer().label(), node);
                    report(name, plan, value, issue);
                }
                case Fit.Unfit(Fit.Issue issue) -> report(name, plan, value, issue);
                case Fit.Reject(Fit.Issue issue) -> {
                    rejected = true;
                    report(name, plan, value, issue);
                }
            }
        }

        private void report(String name, Plan plan, JsonNode value, Fit.Issue issue) {
            findings.issue(issue, name, Texts.of(value));
            if (issue.keep()) {
                keep(name, plan, value);
            }
        }

        private void keep(String name, @Nullable Plan plan, JsonNode value) {
            kept.add(new Row(name, Texts.of(plan == null ? value : shown(plan, value))));
        }

        /** Milliseconds become minutes in a number field, and readable everywhere else. */
        private static JsonNode shown(Plan plan, JsonNode value) {
            boolean time = !plan.rule().custom()
                    && SystemField.named(plan.rule().source()).equals(Optional.of(SystemField.ESTIMATED_TIME));
            if (!time) {
                return value;
            }
            return plan.rule().type() == Type.NUMBER
                    ? minutes(value.longValue())
                    : TextNode.valueOf(Texts.duration(value.longValue()));
        }

        private static JsonNode minutes(long millis) {
            try {
                return JsonNodeFactory.instance.numberNode(
                        BigDecimal.valueOf(millis).divide(MINUTE_MS));
            } catch (ArithmeticException e) {
                return TextNode.valueOf(
                        Texts.duration(millis)); // no finite fraction: not a number, so it is kept as text
            }
        }
    }
}
