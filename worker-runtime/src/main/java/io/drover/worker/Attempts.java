package io.drover.worker;

import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.Outcome;
import io.drover.contracts.Result;
import io.drover.spi.Meter;
import io.drover.telemetry.LogKeys;
import io.drover.telemetry.TraceIds;
import io.drover.telemetry.TracedSpan;
import io.drover.telemetry.Tracing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Attempts as operators see them: each in its log keys, its span and the figures. */
@ApplicationScoped
public class Attempts {

    private static final ThreadLocal<TracedSpan> CURRENT = ThreadLocal.withInitial(() -> TracedSpan.OFF);

    private final Tracing tracing;
    private final AttemptFigures figures;
    private final WorkerName worker;

    Attempts(Tracing tracing, AttemptFigures figures, WorkerName worker) {
        this.tracing = tracing;
        this.figures = figures;
        this.worker = worker;
    }

    /** What makes an attempt. */
    @FunctionalInterface
    interface Maker {
        Result make(Command command) throws InterruptedException;
    }

    Result watch(Command command, Maker maker) throws InterruptedException {
        BatchId batch = command.batch();
        try (LogKeys keys = keys(command);
                TracedSpan span =
                        tracing.attempt(command.operation(), batch.execution(), batch.toString(), command.attempt())) {
            CURRENT.set(span);
            Result result = maker.make(command);
            if (result.outcome() instanceof Outcome.Failed failed) {
                span.failed(failed.code());
            }
            figures.ended(command, result.outcome(), Duration.ofMillis(result.durationMs()));
            return result;
        } finally {
            CURRENT.remove();
        }
    }

    private LogKeys keys(Command command) {
        BatchId batch = command.batch();
        LogKeys keys = LogKeys.of("executionId", batch.execution())
                .and("step", batch.step())
                .and("phase", batch.phase())
                .and("batchId", batch)
                .and("attempt", command.attempt())
                .and("worker", worker.value());
        return tracing.isOn() ? keys.and("traceId", TraceIds.trace(batch.execution())) : keys;
    }

    /** Follows what is sent to an outside system from the attempt that this thread makes. */
    Meter outside(String connector, Meter usage, OutsideMeter.Turns turns) {
        return new OutsideMeter(usage, figures.outside(connector), tracing, CURRENT.get(), connector, turns);
    }
}
