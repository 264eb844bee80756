package io.drover.mapping;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to do where source and target do not fit; the words are those of the mapping file.
 *
 * @param own the path's own policies, by name; the schema of its mapping files says which there are
 */
public record MappingPolicies(
        MissingFields missingFields,
        MissingValues missingValues,
        @JsonAnySetter @JsonAnyGetter Map<String, String> own) {

    public MappingPolicies {
        own = own == null ? Map.of() : new TreeMap<>(own);
    }

    /** For a source field that the target has not got. */
    public enum MissingFields {
        /** Create it in the target. */
        @JsonProperty("create")
        CREATE,
        /** Keep its values in a table in the description. */
        @JsonProperty("describe")
        DESCRIBE,
        /** Leave it out. */
        @JsonProperty("drop")
        DROP
    }

    /** For a value that a choice of the target has not got. */
    public enum MissingValues {
        /** Add it to the choice. */
        @JsonProperty("create")
        CREATE,
        /** Take what the mapping has for {@code "*"}; without that, keep the value in the description. */
        @JsonProperty("default")
        DEFAULT,
        /** Do not move the record. */
        @JsonProperty("reject")
        REJECT
    }
}
