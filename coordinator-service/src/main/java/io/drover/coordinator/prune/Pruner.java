package io.drover.coordinator.prune;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;

/** One kind: counted, or taken away. Both may be repeated, and taking away goes on where it was broken off. */
interface Pruner {

    /** @param before of executions that ended before it */
    Found look(Instant before) throws SQLException, IOException;

    void prune(Instant before) throws SQLException, IOException;
}
