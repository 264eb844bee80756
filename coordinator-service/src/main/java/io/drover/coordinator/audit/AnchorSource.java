package io.drover.coordinator.audit;

import java.io.IOException;
import java.util.List;

/** Where heads are kept. */
interface AnchorSource {

    /** As it is called in an {@code AuditAnchor}. */
    String name();

    /**
     * The heads of an execution's audit, in the order in which they were written. Blocks.
     *
     * @throws IOException when it cannot be asked; the message says why, for people
     */
    List<AnchoredHead> heads(String execution) throws IOException;
}
