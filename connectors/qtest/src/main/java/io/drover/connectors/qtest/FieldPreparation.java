package io.drover.connectors.qtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.connectors.qtest.model.TargetCase;
import io.drover.http.Reply;
import io.drover.http.Sent;
import io.drover.spi.Finding;
import io.drover.spi.Finding.Severity;
import io.drover.spi.TargetField;
import io.drover.spi.TargetField.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings the project's fields to what is wanted: looks, does what is missing, and looks again, until nothing is. So a lost
 * answer, a repetition and a second run at the same time all come out the same.
 */
final class FieldPreparation {

    /** Create, activate, fill, see that it is done; and one more for a lost answer. */
    private static final int ROUNDS = 5;

    /** Values per request at most (docs/contracts/zephyr-scale-and-qtest.md §3.10). */
    private static final int VALUES_PER_POST = 100;

    private final QTestApi api;
    private final Map<String, Finding> problems = new LinkedHashMap<>();
    private boolean refusedOnly;

    FieldPreparation(QTestApi api) {
        this.api = api;
    }

    List<Finding> findings() {
        return List.copyOf(problems.values());
    }

    QTestFields prepare(List<TargetField> wanted) {
        for (int round = 0; ; round++) {
            QTestFields fields = QTestFields.read(api);
            problems.clear();
            refusedOnly = true;
            boolean settled = true;
            for (TargetField field : wanted) {
                settled &= !field.entityType().equals(TargetCase.TYPE)
                        || field.label().equals(QTestFields.NAME)
                        || bring(field, fields);
            }
            if (settled || round == ROUNDS || (refusedOnly && round > 1)) {
                return fields;
            }
            if (!problems.isEmpty()) {
                api.http().backOff(round);
            }
        }
    }

    /** @return whether there was nothing to do */
    private boolean bring(TargetField wanted, QTestFields fields) {
        Optional<QTestField> known = fields.find(wanted.label());
        if (known.isEmpty()) {
            note(wanted, null, api.createField(creation(wanted)));
            return false;
        }
        QTestField field = known.get();
        if (field.type() != wanted.type()) {
            problem(wanted, "FIELD_TYPE_DIFFERS", Severity.WARNING, field.type() + ", not " + wanted.type());
            return true;
        }
        boolean settled = true;
        if (!field.active()) {
            ArrayNode body = JsonNodeFactory.instance.arrayNode().add(activated(field.raw()));
            note(wanted, null, new Sent.Answered(api.activateFields(body)));
            settled = false;
        }
        return QTestField.choice(field.type()) ? bringValues(wanted, field) && settled : settled;
    }

    private boolean bringValues(TargetField wanted, QTestField field) {
        List<String> missing = new ArrayList<>();
        boolean settled = true;
        for (String label : wanted.allowedValues()) {
            Optional<QTestField.Value> value = field.value(label);
            if (value.isEmpty()) {
                missing.add(label);
            } else if (!value.get().active()) {
                Reply reply = api.activateValue(
                        field.id(), value.get().id(), activated(value.get().raw()));
                note(wanted, label, new Sent.Answered(reply));
                settled = false;
            }
        }
        for (int i = 0; i < missing.size(); i += VALUES_PER_POST) {
            List<String> some = missing.subList(i, Math.min(missing.size(), i + VALUES_PER_POST));
            note(wanted, some.getFirst(), api.createAllowedValues(field.id(), values(some)));
            settled = false;
        }
        return settled;
    }

    /** Kept until the next look, which forgets it when the thing is there. */
    private void note(TargetField wanted, @Nullable String value, Sent sent) {
        String subject = value == null ? "" : "value " + value + ": ";
        switch (sent) {
            case Sent.Answered(Reply reply) when reply.ok() -> refusedOnly = false;
            case Sent.Answered(Reply reply) when reply.status() == 401 -> throw reply.failure();
            case Sent.Answered(Reply reply) ->
                problem(
                        wanted,
                        value == null ? "FIELD_NOT_CREATED" : "VALUE_NOT_CREATED",
                        Severity.WARNING,
                        subject + reply.status() + " " + reply.problem());
            case Sent.InDoubt doubt -> {
                refusedOnly = false;
                problem(
                        wanted,
                        value == null ? "FIELD_NOT_CREATED" : "VALUE_NOT_CREATED",
                        Severity.WARNING,
                        subject + doubt.why().code());
            }
        }
    }

    private void problem(TargetField wanted, String code, Severity severity, String evidence) {
        problems.put(
                wanted.label(),
                new Finding(
                        code,
                        severity,
                        wanted.entityType(),
                        wanted.label(),
                        wanted.label(),
                        evidence,
                        "Ask a user who may change the project's field settings to create this field in qTest, or"
                                + " map the values to another field."));
    }

    private static ObjectNode creation(TargetField wanted) {
        ObjectNode field = JsonNodeFactory.instance
                .objectNode()
                .put("label", wanted.label())
                .put("data_type", QTestFieldTypes.number(wanted.type()))
                .put("required", false)
                .put("searchable", true)
                .put("is_active", true);
        if (wanted.type() == Type.MULTI_CHOICE || wanted.type() == Type.CHECKBOX) {
            field.put("multiple", true);
        }
        if (wanted.type() == Type.CHECKBOX && wanted.allowedValues().isEmpty()) {
            field.set("allowed_values", values(List.of("Yes")));
        } else if (QTestField.choice(wanted.type())) {
            int some = Math.min(VALUES_PER_POST, wanted.allowedValues().size());
            field.set("allowed_values", values(wanted.allowedValues().subList(0, some)));
        }
        return field;
    }

    private static ArrayNode values(List<String> labels) {
        ArrayNode values = JsonNodeFactory.instance.arrayNode();
        labels.forEach(label -> values.addObject().put("label", label));
        return values;
    }

    private static ObjectNode activated(JsonNode raw) {
        ObjectNode copy = raw.isObject() ? (ObjectNode) raw.deepCopy() : JsonNodeFactory.instance.objectNode();
        copy.remove("links");
        return copy.put("is_active", true);
    }
}
