package io.drover.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Values of secrets, to look for them where they must not be. */
@FunctionalInterface
interface SecretValues {

    /**
     * All that a migration's connections and its archive may use and that are still there.
     *
     * @param migration its definition
     */
    List<String> of(JsonNode migration);
}
