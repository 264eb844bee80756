package io.drover.mapping;

import io.drover.spi.Finding;
import io.drover.spi.Record;

/** Takes what a source record becomes. */
public interface Emitter {

    /** @param target with its own type and origin id; the body is the emitter's from now on */
    void emit(Record target);

    void finding(Finding finding);
}
