package io.drover.transformer;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What to do where source and target do not fit; the words are those of the mapping file. */
record Policies(
        MissingFields missingFields, MissingValues missingValues, PlainScript plainScript, BddScript bddScript) {

    /** For a source field that the target has not got. */
    enum MissingFields {
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
    enum MissingValues {
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

    /** Where a plain text script goes. */
    enum PlainScript {
        @JsonProperty("step")
        STEP,
        @JsonProperty("description")
        DESCRIPTION
    }

    /** Where a BDD script goes. */
    enum BddScript {
        @JsonProperty("step")
        STEP,
        @JsonProperty("precondition")
        PRECONDITION
    }
}
