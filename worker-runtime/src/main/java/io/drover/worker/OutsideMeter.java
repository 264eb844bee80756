package io.drover.worker;

import io.drover.spi.Meter;
import io.drover.spi.Turn;
import io.drover.telemetry.TracedSpan;
import io.drover.telemetry.Tracing;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Follows the requests of one attempt to one outside system: into the attempt's usage, the figures and the trace. */
final class OutsideMeter implements Meter {

    private final Meter usage;
    private final OutsideFigures figures;
    private final Tracing tracing;
    private final TracedSpan attempt;
    private final String connector;
    private final Turns turns;

    OutsideMeter(
            Meter usage, OutsideFigures figures, Tracing tracing, TracedSpan attempt, String connector, Turns turns) {
        this.usage = usage;
        this.figures = figures;
        this.tracing = tracing;
        this.attempt = attempt;
        this.connector = connector;
        this.turns = turns;
    }

    /** How an attempt waits for its turn at a system. */
    interface Turns {
        Turn turn(String address, Runnable wanted);

        Duration longestWait();
    }

    @Override
    public Turn turn(String address, Runnable wanted) {
        return turns.turn(address, wanted);
    }

    @Override
    public Optional<Duration> longestWait() {
        return Optional.of(turns.longestWait());
    }

    @Override
    public void request() {
        usage.request();
    }

    @Override
    public void throttled() {
        usage.throttled();
        figures.throttled();
    }

    @Override
    public void repeated() {
        figures.repeated();
    }

    @Override
    public Exchange begin(String method, String path) {
        usage.request();
        return new Followed(figures, tracing.request(attempt, connector, method, path));
    }

    private static final class Followed implements Exchange {

        private final OutsideFigures figures;
        private final TracedSpan span;
        private final long start = System.nanoTime();
        private int status;

        private Followed(OutsideFigures figures, TracedSpan span) {
            this.figures = figures;
            this.span = span;
        }

        @Override
        public Map<String, String> headers() {
            return span.headers();
        }

        @Override
        public void answered(int answer) {
            status = answer;
        }

        @Override
        public void close() {
            figures.answered(status, System.nanoTime() - start);
            if (status == 0) {
                span.failed("no answer");
            } else {
                span.with("http.response.status_code", status);
            }
            span.close();
        }
    }
}
