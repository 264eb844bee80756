package io.drover.worker;

import io.drover.contracts.Usage;
import io.drover.spi.Meter;
import java.util.concurrent.atomic.LongAdder;

/** Counts the requests of one attempt. */
final class CountingMeter implements Meter {

    private final LongAdder requests = new LongAdder();
    private final LongAdder throttled = new LongAdder();

    @Override
    public void request() {
        requests.increment();
    }

    @Override
    public void throttled() {
        throttled.increment();
    }

    Usage usage() {
        return new Usage(requests.sum(), throttled.sum());
    }
}
