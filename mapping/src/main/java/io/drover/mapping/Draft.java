package io.drover.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.mapping.FieldMap.Action;
import io.drover.mapping.FieldMapper.Plan;
import io.drover.mapping.Html.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The fields of one record, as far as they are mapped. */
public final class Draft {

    private final Findings findings;
    private final FieldMapper mapper;
    private final Map<String, JsonNode> fields = new LinkedHashMap<>();
    private final List<Row> kept = new ArrayList<>();
    private boolean rejected;

    Draft(Findings findings, FieldMapper mapper) {
        this.findings = findings;
        this.mapper = mapper;
    }

    public void put(String label, JsonNode value) {
        fields.put(label, value);
    }

    /** Values by label. */
    public Map<String, JsonNode> fields() {
        return fields;
    }

    /** What no field takes, for the description. */
    public List<Row> kept() {
        return kept;
    }

    /** Whether a value is one with which the record must not be moved. */
    public boolean isRejected() {
        return rejected;
    }

    /**
     * A value that is not what its field promises goes where everybody sees it.
     *
     * @param code of the finding
     * @param noted the value as the source has it; null when it has none
     */
    public void note(String code, String field, @Nullable JsonNode noted) {
        Plan plan = mapper.systemField(field).map(mapper::plan).orElse(null);
        if (plan != null && plan.rule().action() == Action.DROP) {
            return;
        }
        JsonNode value = noted == null ? JsonNodeFactory.instance.nullNode() : noted;
        findings.warning(
                code,
                field,
                Texts.evidence(value),
                "the source's value is not of the field's type; the description has it unchanged");
        if (!Texts.isEmpty(value)) {
            kept.add(new Row(field, SourceText.of(value, true)));
        }
    }

    public void add(SystemField field, JsonNode value) {
        add(field.label(), false, mapper.plan(field), value);
    }

    /** Of a field that users defined. */
    public void addCustom(String name, JsonNode value) {
        add(name, true, mapper.plan(name), value);
    }

    private void add(String name, boolean custom, @Nullable Plan plan, JsonNode value) {
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

    private static JsonNode shown(Plan plan, JsonNode value) {
        return plan.systemField() == null
                ? value
                : plan.systemField().shown(value, plan.rule().type());
    }
}
