package io.drover.connectors.agola.convert;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What becomes of a text with U+0000 or with half a surrogate pair. v0.7 keeps the first; PostgreSQL takes neither, in no column
 * that v0.8 has a text in, and says so when the import has dropped the tables already.
 */
public enum Nul {
    /** Each such text has a finding, and nothing is converted. */
    @JsonProperty("refuse")
    REFUSE,
    /** U+FFFD stands for each such character, and each text has a finding. */
    @JsonProperty("replace")
    REPLACE
}
