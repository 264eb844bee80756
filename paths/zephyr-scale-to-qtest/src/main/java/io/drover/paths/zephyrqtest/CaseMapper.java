package io.drover.paths.zephyrqtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.connectors.qtest.model.TargetModule;
import io.drover.connectors.qtest.model.TargetStep;
import io.drover.connectors.zephyr.model.Script;
import io.drover.connectors.zephyr.model.TestCase;
import io.drover.mapping.Draft;
import io.drover.mapping.FieldMap;
import io.drover.mapping.FieldMapper;
import io.drover.mapping.Findings;
import io.drover.mapping.Html;
import io.drover.mapping.Names;
import io.drover.spi.Ref;
import io.drover.spi.TargetField.Type;
import io.drover.spi.TargetSchema;
import java.util.List;
import java.util.Optional;

/**
 * Maps test cases. What does not fit into a field of the target goes into a table at the end of the description, with a
 * finding.
 */
final class CaseMapper {

    private static final String ASSIGNED_TO = "Assigned To";

    private final FieldMap fieldMap;
    private final int nameLimit;
    private final boolean assigns;
    private final FieldMapper fields;
    private final Scripts scripts;

    CaseMapper(FieldMap fieldMap, TargetSchema schema) {
        this.fieldMap = fieldMap;
        this.nameLimit = Names.limit(schema, TargetCase.TYPE);
        this.assigns = schema.field(TargetCase.TYPE, ASSIGNED_TO)
                        .filter(field -> field.type() == Type.USER)
                        .isPresent()
                && fieldMap.rules().stream().noneMatch(rule -> ASSIGNED_TO.equalsIgnoreCase(rule.target()));
        this.fields = new FieldMapper(ZephyrScaleToQTest.TEST_CASES, fieldMap, schema);
        this.scripts = Scripts.of(fieldMap.policies());
    }

    /** Empty when the record is rejected; then a finding says why. */
    Optional<TargetCase> map(String id, TestCase source, Findings findings) {
        Draft draft = fields.draft(id, findings);
        for (CaseField field : CaseField.values()) {
            JsonNode value = field.read(source);
            if (value != null) {
                draft.add(field, value);
            }
        }
        source.customFields().forEach(draft::addCustom);
        source.notes().forEach(note -> draft.note(note.code(), note.field(), note.value()));
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
                switch (scripts.plain()) {
                    case STEP -> steps = single(text, text);
                    case DESCRIPTION -> description = Html.below(description, text);
                }
            }
            case Script.Bdd bdd -> {
                String text = StepMapper.orEmpty(bdd.text());
                switch (scripts.bdd()) {
                    case STEP -> steps = single(text, Html.preformatted(text));
                    case PRECONDITION ->
                        precondition = Html.below(precondition, text.isBlank() ? "" : Html.preformatted(text));
                }
            }
        }
        JsonNode parent = source.folderId() == null ? null : new Ref(TargetModule.TYPE, source.folderId()).toNode();
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
