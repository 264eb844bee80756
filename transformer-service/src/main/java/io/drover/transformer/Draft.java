package io.drover.transformer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.spi.TargetField.Type;
import io.drover.spi.testing.TestCase;
import io.drover.transformer.CaseMapper.Plan;
import io.drover.transformer.FieldMap.Action;
import io.drover.transformer.Html.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of one record, as far as they are mapped. */
final class Draft {

    private static final BigDecimal MINUTE_MS = BigDecimal.valueOf(60_000);

    private final Findings findings;
    private final Map<SystemField, Plan> systemFields;
    private final Map<String, JsonNode> fields = new LinkedHashMap<>();
    private final List<Row> kept = new ArrayList<>();
    private boolean rejected;

    Draft(Findings findings, Map<SystemField, Plan> systemFields) {
        this.findings = findings;
        this.systemFields = systemFields;
    }

    void put(String label, JsonNode value) {
        fields.put(label, value);
    }

    /** Values by label. */
    Map<String, JsonNode> fields() {
        return fields;
    }

    /** What no field takes, for the description. */
    List<Row> kept() {
        return kept;
    }

    boolean isRejected() {
        return rejected;
    }

    /** A value that is not what its field promises goes where everybody sees it. */
    void note(TestCase.Note note) {
        Plan plan = SystemField.named(note.field()).map(systemFields::get).orElse(null);
        if (plan != null && plan.rule().action() == Action.DROP) {
            return;
        }
        JsonNode value = note.value() == null ? JsonNodeFactory.instance.nullNode() : note.value();
        findings.warning(
                note.code(),
                note.field(),
                Texts.evidence(value),
                "the source's value is not what the field promises; the description has it as it stands");
        if (!Texts.isEmpty(value)) {
            kept.add(new Row(note.field(), SourceText.of(value, true)));
        }
    }

    /** @param plan null when there is none for this field */
    void add(String name, boolean custom, @Nullable Plan plan, JsonNode value) {
        if (Texts.isEmpty(value)) {
            return;
        }
        if (plan == null) {
            kept.add(new Row(name, SourceText.of(value, !custom)));
            findings.warning(
                    "FIELD_NOT_PLANNED",
                    name,
                    Texts.evidence(value),
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
            case Fit.Value(JsonNode node) -> put(plan, node);
            case Fit.Changed(JsonNode node, Fit.Issue issue) -> {
                put(plan, node);
                report(name, plan, value, issue);
            }
            case Fit.Unfit(Fit.Issue issue) -> report(name, plan, value, issue);
            case Fit.Reject(Fit.Issue issue) -> {
                rejected = true;
                report(name, plan, value, issue);
            }
        }
    }

    /** Of markup around nothing, nothing is left in a plain field. */
    private void put(Plan plan, JsonNode node) {
        if (plan.writer() != null && !Texts.isEmpty(node)) {
            fields.put(plan.writer().label(), node);
        }
    }

    private void report(String name, Plan plan, JsonNode value, Fit.Issue issue) {
        findings.issue(issue, name, Texts.evidence(value));
        if (issue.keep()) {
            keep(name, plan, value);
        }
    }

    private void keep(String name, Plan plan, JsonNode value) {
        kept.add(new Row(name, SourceText.of(shown(plan, value), !plan.rule().custom())));
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
            // No finite fraction: not a number, so it is kept as text.
            return TextNode.valueOf(Texts.duration(millis));
        }
    }
}
