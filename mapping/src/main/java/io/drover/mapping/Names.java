package io.drover.mapping;

import io.drover.spi.TargetField;
import io.drover.spi.TargetSchema;
import org.jspecify.annotations.Nullable;

/** Names of records, which the target wants and limits. */
public final class Names {

    private Names() {}

    /** The longest name that the target takes, 0 when it does not say. */
    public static int limit(TargetSchema schema, String entityType) {
        return schema.field(entityType, "Name").map(TargetField::maxLength).orElse(0);
    }

    public static String orId(@Nullable String name, String id, Findings findings) {
        if (name != null && !CleanText.of(name).isBlank()) {
            return name;
        }
        findings.warning("NAME_MISSING", "Name", null, "the source has no name; the id is used instead");
        return id;
    }

    public static String cut(String name, int limit, Findings findings) {
        if (limit == 0 || name.length() <= limit) {
            return name;
        }
        findings.warning(
                "VALUE_TRUNCATED", "Name", name, "the target takes " + limit + " characters of a name; shorten it");
        return Texts.cut(name, limit);
    }
}
