package io.drover.sandbox.qtest;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field of test cases: its type, and the values that it may take. Used under the project's lock. */
final class ProjectField {

    /** One choice of a list. */
    record Allowed(
            long value,
            String label,
            int order,
            boolean isDefault,
            boolean active,
            @Nullable String color) {}

    final long id;
    final String label;
    final DataType type;
    final boolean required;
    final boolean searchable;
    final boolean system;
    final int order;
    private final @Nullable String defaultValue;
    private boolean active;
    private final Map<Long, Allowed> allowed = new LinkedHashMap<>();

    ProjectField(
            long id,
            String label,
            DataType type,
            boolean required,
            boolean searchable,
            boolean system,
            int order,
            @Nullable String defaultValue,
            boolean active) {
        this.id = id;
        this.label = label;
        this.type = type;
        this.required = required;
        this.searchable = searchable;
        this.system = system;
        this.order = order;
        this.defaultValue = defaultValue;
        this.active = active;
    }

    boolean active() {
        return active;
    }

    void activate() {
        active = true;
    }

    void allow(Allowed value) {
        allowed.put(value.value(), value);
    }

    List<Allowed> allowed() {
        return List.copyOf(allowed.values());
    }

    /** The value of the choice with this label, null when there is none. */
    @Nullable
    Long valueOf(String wanted) {
        for (Allowed choice : allowed.values()) {
            if (choice.label().equalsIgnoreCase(wanted)) {
                return choice.value();
            }
        }
        return null;
    }

    /** What a case without this field gets; null for nothing. */
    @Nullable
    String defaultValue() {
        for (Allowed choice : allowed.values()) {
            if (choice.isDefault()) {
                return String.valueOf(choice.value());
            }
        }
        return defaultValue;
    }

    /** Refuses what the type cannot hold. */
    void check(String value, Users users) {
        if (value.isEmpty()) {
            if (required || type == DataType.COMBO) {
                throw wrong(required ? "is required" : "cannot be cleared");
            }
            return;
        }
        switch (type) {
            case TEXT, TEXT_AREA, RICH_TEXT, URL -> {}
            case COMBO -> known(number(value));
            case CHECK_BOX, MULTI_SELECT -> list(value).forEach(this::known);
            case USER_LIST ->
                (value.startsWith("[") ? list(value) : List.of(number(value))).forEach(id -> {
                    if (!users.has(id)) {
                        throw wrong("has no user with id " + id);
                    }
                });
            case DATE, DATE_TIME -> date(value);
            case NUMBER -> decimal(value);
        }
    }

    private void known(long value) {
        Allowed choice = allowed.get(value);
        if (choice == null || !choice.active()) {
            throw wrong("does not allow the value " + value);
        }
    }

    private long number(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw wrong("takes the id of a value, not '" + value + "'");
        }
    }

    private List<Long> list(String value) {
        if (!value.startsWith("[") || !value.endsWith("]")) {
            throw wrong("takes a list of ids such as [21,22], not '" + value + "'");
        }
        List<Long> all = new ArrayList<>();
        String inside = value.substring(1, value.length() - 1);
        int at = 0;
        while (at < inside.length()) {
            int comma = inside.indexOf(',', at);
            int end = comma < 0 ? inside.length() : comma;
            all.add(number(inside.substring(at, end).strip()));
            at = end + 1;
        }
        return all;
    }

    private void date(String value) {
        try {
            OffsetDateTime.parse(value);
        } catch (DateTimeParseException e) {
            throw wrong("takes a date-time such as 2026-01-31T00:00:00+00:00, not '" + value + "'");
        }
    }

    private void decimal(String value) {
        try {
            new java.math.BigDecimal(value);
        } catch (NumberFormatException e) {
            throw wrong("takes a number, not '" + value + "'");
        }
    }

    private RuntimeException wrong(String what) {
        return QTestErrors.badRequest("Field '" + label + "' (" + id + ") " + what);
    }

    /** How the value is shown beside its id: the label, or {@code [A, B]}; null for plain values. */
    @Nullable
    String shown(String value, Users users) {
        if (value.isEmpty()) {
            return null;
        }
        return switch (type) {
            case TEXT, TEXT_AREA, RICH_TEXT, URL, DATE, DATE_TIME, NUMBER -> null;
            case COMBO -> label(Long.parseLong(value));
            case CHECK_BOX, MULTI_SELECT -> labels(value).toString();
            case USER_LIST ->
                value.startsWith("[")
                        ? list(value).stream().map(users::name).toList().toString()
                        : users.name(Long.parseLong(value));
        };
    }

    /** Labels of a list value, in its order. */
    List<String> labels(String value) {
        return list(value).stream().map(this::label).toList();
    }

    private String label(long value) {
        Allowed choice = allowed.get(value);
        return choice == null ? "" : choice.label();
    }

    void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeNumberField("id", id);
        out.writeStringField("label", label);
        out.writeBooleanField("required", required);
        out.writeBooleanField("constrained", !allowed.isEmpty());
        out.writeNumberField("order", order);
        if (type.choice()) {
            out.writeArrayFieldStart("allowed_values");
            for (Allowed choice : allowed.values()) {
                write(out, choice);
            }
            out.writeEndArray();
        }
        out.writeBooleanField("multiple", type.list());
        out.writeNumberField("data_type", type.code());
        out.writeBooleanField("searchable", searchable);
        String byDefault = defaultValue();
        if (byDefault != null) {
            out.writeStringField("default_value", byDefault);
        }
        out.writeBooleanField("system_field", system);
        out.writeStringField("original_name", label);
        out.writeBooleanField("is_active", active);
        out.writeEndObject();
    }

    static void write(JsonGenerator out, Allowed choice) throws IOException {
        out.writeStartObject();
        out.writeArrayFieldStart("links");
        out.writeEndArray();
        out.writeNumberField("value", choice.value());
        out.writeStringField("label", choice.label());
        out.writeNumberField("order", choice.order());
        out.writeBooleanField("is_default", choice.isDefault());
        out.writeBooleanField("is_active", choice.active());
        if (choice.color() != null) {
            out.writeStringField("color", choice.color());
        }
        out.writeEndObject();
    }
}
