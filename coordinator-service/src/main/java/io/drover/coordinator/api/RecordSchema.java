package io.drover.coordinator.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import io.drover.api.Execution;
import io.drover.api.Migration;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.jspecify.annotations.Nullable;

/** Says of the schema of a record what its compiler knows: which fields are always there, and which may be null. */
final class RecordSchema {

    private static final String PACKAGE = Execution.class.getPackageName() + ".";

    private RecordSchema() {}

    /** @param name of a record of the API; what is inside another has that one's name before its own */
    static void complete(String name, Schema schema) {
        Class<?> type = type(name);
        if (type == null || !type.isRecord() || schema.getProperties() == null) {
            return;
        }
        Map<String, Schema> properties = schema.getProperties();
        List<String> required = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String field = field(component);
            Schema property = properties.get(field);
            if (property == null) {
                throw new IllegalStateException(name + " has no field " + field + " in the OpenAPI document");
            }
            if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                schema.addProperty(field, orNull(property));
            } else if (!mayBeAbsent(component)) {
                required.add(field);
            }
        }
        schema.setRequired(required.isEmpty() ? null : required);
    }

    private static @Nullable Class<?> type(String name) {
        try {
            return Class.forName(PACKAGE + name);
        } catch (ClassNotFoundException e) {
            String outer = Migration.class.getSimpleName();
            if (!name.startsWith(outer)) {
                return null; // none of ours, for example a time
            }
            try {
                return Class.forName(PACKAGE + outer + "$" + name.substring(outer.length()));
            } catch (ClassNotFoundException again) {
                throw new IllegalStateException("schema " + name + " is of no record", again);
            }
        }
    }

    private static String field(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    private static boolean mayBeAbsent(RecordComponent component) {
        return component.getAccessor().isAnnotationPresent(JsonInclude.class)
                || component.getAccessor().isAnnotationPresent(JsonSetter.class);
    }

    private static Schema orNull(Schema property) {
        if (property.getRef() == null && property.getEnumeration() == null) {
            return property.addType(Schema.SchemaType.NULL);
        }
        String description = property.getDescription();
        property.setDescription(null);
        return OASFactory.createSchema()
                .description(description)
                .addAnyOf(property)
                .addAnyOf(OASFactory.createSchema().addType(Schema.SchemaType.NULL));
    }
}
