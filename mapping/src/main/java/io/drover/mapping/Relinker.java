package io.drover.mapping;

import io.drover.spi.Finding;
import io.drover.spi.Record;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Rewrites target records whose references to others of their type cannot stay. What was a reference becomes something else that
 * people can read, with a finding.
 */
public interface Relinker {

    /** Of a path whose records never refer to others of their own type. */
    Relinker NOTHING = new Relinker() {

        @Override
        public Record withoutMissing(Record record, Predicate<String> missing, Consumer<Finding> findings) {
            throw new IllegalStateException("its path has no relinker: " + record.entityType() + " " + record.id());
        }

        @Override
        public Cycle cycle() {
            throw new IllegalStateException(
                    "its path has no relinker, and its records refer to each other in a circle");
        }
    };

    /** @param missing whether no record of the same type has this origin id */
    Record withoutMissing(Record record, Predicate<String> missing, Consumer<Finding> findings);

    /** For one circle of records that refer to each other. */
    Cycle cycle();
}
