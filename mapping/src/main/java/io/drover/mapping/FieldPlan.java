package io.drover.mapping;

import io.drover.spi.Finding;
import io.drover.spi.TargetField;
import java.util.List;

/**
 * What {@code map-fields} found out.
 *
 * @param wanted fields to create, and fields that exist with the values they lack
 */
public record FieldPlan(FieldMap fieldMap, List<TargetField> wanted, List<Finding> findings) {

    public FieldPlan {
        wanted = List.copyOf(wanted);
        findings = List.copyOf(findings);
    }
}
