package io.drover.spi;

import java.util.List;
import java.util.Map;

/**
 * What a source holds.
 *
 * @param counts records per entity type: as many as the system says it has, or more where more were listed
 * @param fields every field seen in a record, system and custom
 */
public record Survey(Map<String, Long> counts, List<SurveyedField> fields) {

    public Survey {
        counts = Map.copyOf(counts);
        fields = List.copyOf(fields);
    }
}
