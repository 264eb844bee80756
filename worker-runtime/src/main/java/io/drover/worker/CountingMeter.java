package io.drover.worker;

import io.drover.contracts.BatchId;
import io.drover.contracts.Usage;
import io.drover.contracts.failpoint.Failpoint;
import io.drover.spi.Meter;
import java.util.concurrent.atomic.LongAdder;

/** Counts the requests of one attempt. */
final class CountingMeter implements Meter {

    private final BatchId batch;
    private final LongAdder requests = new LongAdder();
    private final LongAdder throttled = new LongAdder();

    CountingMeter(BatchId batch) {
        this.batch = batch;
    }

    @Override
    public void request() {
        Failpoint.MID_BATCH.pass(batch);
        requests.increment();
    }

    @Override
    public void throttled() {
        throttled.increment();
    }

    BatchId batch() {
        return batch;
    }

    Usage usage() {
        return new Usage(requests.sum(), throttled.sum());
    }
}
