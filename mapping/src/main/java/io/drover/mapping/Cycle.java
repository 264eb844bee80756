package io.drover.mapping;

import io.drover.spi.Finding;
import io.drover.spi.Record;
import java.util.function.Consumer;

/**
 * Records of one type that refer to each other in a circle, so that none can be loaded first. All cycles of a migration are in
 * memory at the same time: keep of a record what breaking needs, and no more.
 */
public interface Cycle {

    /** Takes each record of the cycle once, in any order, before the first is broken. */
    void add(Record member);

    /**
     * A record of the cycle, rewritten so that the references of all that are rewritten make no cycle any more. May be asked more
     * than once for the same record, and answers the same.
     */
    Record broken(Record member, Consumer<Finding> findings);
}
