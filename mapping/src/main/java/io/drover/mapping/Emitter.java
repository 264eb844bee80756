package io.drover.mapping;

import io.drover.spi.Finding;
import io.drover.spi.Record;

/** Takes what a source record becomes. */
public interface Emitter {

    /**
     * Takes a record: one of the source record's entity type and id, and any number of entity types for which the recipe has a step that
     * is {@code from:} this one's.
     *
     * @param target with its own type and origin id; the body is the emitter's from now on
     */
    void emit(Record target);

    void finding(Finding finding);
}
