package io.drover.http;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;

/**
 * The time that one exchange may take altogether. Each read of the line has a time of its own, and a system that sends a byte
 * now and then, of a header that never ends for example, would keep within it for ever.
 */
final class TimeLimit implements AutoCloseable {

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final HttpUriRequestBase request;
    private final Future<?> end;
    private volatile boolean over;

    private TimeLimit(HttpUriRequestBase request, Duration time) {
        this.request = request;
        this.end = CLOCK.schedule(this::passed, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Breaks the request off when {@code time} has passed. */
    static TimeLimit of(HttpUriRequestBase request, Duration time) {
        return new TimeLimit(request, time);
    }

    private void passed() {
        over = true;
        Thread.startVirtualThread(request::cancel); // it closes a socket, which may take a while
    }

    /** What a failure of the request was: the end of its time, or itself. */
    IOException explain(IOException failure) {
        if (!over) {
            return failure;
        }
        SocketTimeoutException slow = new SocketTimeoutException("an answer that comes too slowly");
        slow.initCause(failure);
        return slow;
    }

    @Override
    public void close() {
        end.cancel(false);
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("drover-http-time-limit").factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }
}
