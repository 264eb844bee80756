package io.drover.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a path's mapping files look like.
 *
 * @param schema JSON Schema (draft 2020-12) of a file
 * @param builtIn the path's own mapping, complete: what a user's does not say comes from it
 * @param fieldSections sections that say where fields go; of two that name a field, the later counts
 * @param unusedSections sections that are accepted and do nothing yet
 */
public record MappingForm(JsonNode schema, JsonNode builtIn, List<String> fieldSections, List<String> unusedSections) {

    public MappingForm {
        fieldSections = List.copyOf(fieldSections);
        unusedSections = List.copyOf(unusedSections);
    }
}
