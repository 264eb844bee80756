package io.drover.validator;

import io.drover.contracts.ConnectionRef;
import io.drover.spi.Check;
import io.drover.worker.ObservedRoutes;

/** Which route two systems are. */
interface Routing {

    /** What a system calls itself, or, where it tells nothing, what names it among the settings; with its connector. */
    String system(ConnectionRef connection, Check check);

    /** As {@link ObservedRoutes#observed}. */
    ObservedRoutes.Route observed(String typed, String source, String target, String execution);
}
