package io.drover.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.spi.Survey;
import io.drover.spi.TargetSchema;
import org.jspecify.annotations.Nullable;

/** A path that maps records. */
public interface RecordsPath extends Path {

    /**
     * Decides which field of the source goes where, once per execution.
     *
     * @param mapping a user's mapping file as JSON; a null or missing node for none
     * @param originField label of the target's field that holds the origin id; null for the path's own
     * @throws io.drover.spi.ConnectorException of type USER, when the mapping cannot be used
     */
    FieldPlan plan(JsonNode mapping, Survey survey, TargetSchema schema, @Nullable String originField);

    /** @param schema the target's, prepared as {@link #plan} wanted it */
    Mapper mapper(FieldMap fieldMap, TargetSchema schema);

    /** Only where records refer to others of their own type. */
    default Relinker relinker() {
        return Relinker.NOTHING;
    }
}
