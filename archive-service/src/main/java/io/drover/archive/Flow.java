package io.drover.archive;

import io.drover.contracts.Phase;
import java.util.List;

/**
 * How fast each phase worked over the time of the execution.
 *
 * @param bucketMs length of one bucket of time
 */
record Flow(long bucketMs, List<Row> rows) {

    Flow {
        rows = List.copyOf(rows);
    }

    /**
     * @param records that passed the phase
     * @param peak the highest of {@code perSecond}
     * @param perSecond records per second, bucket by bucket from the start of the execution
     */
    record Row(Phase phase, long records, double peak, List<Double> perSecond) {
        Row {
            perSecond = List.copyOf(perSecond);
        }
    }
}
