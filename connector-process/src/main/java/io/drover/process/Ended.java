package io.drover.process;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A program that ended by itself.
 *
 * @param what program and host, for messages
 * @param status 0 when it says that it did its work; 128 and the number of the signal where a signal ended it, as shells say it
 * @param endedBy the signal's name without "SIG", for example {@code KILL}
 * @param out its standard output; of one that was read as a stream, only how many bytes it had
 */
public record Ended(String what, int status, @Nullable String endedBy, Output out, Output err, Duration took) {

    /** The signal that ended it, when one did. */
    public Optional<String> signal() {
        return Optional.ofNullable(endedBy);
    }

    public boolean ok() {
        return status == 0;
    }

    /** The same, when it did its work; a failure of the outside system otherwise. */
    public Ended orThrow() {
        return orThrow(FailureType.EXTERNAL, "Look at what it says, and at the program's own log.");
    }

    /**
     * The same, when it did its work.
     *
     * @param advice what to do otherwise
     * @throws ConnectorException {@code PROGRAM_FAILED}
     */
    public Ended orThrow(FailureType type, String advice) {
        if (ok()) {
            return this;
        }
        String how = endedBy == null ? "with status " + status : "by the signal " + endedBy;
        throw ProcessFailures.failed(
                type, what + " ended " + how + " after " + ProcessFailures.time(took) + ". " + advice, this);
    }

    /** For the record of an attempt. */
    Map<String, String> detail() {
        Map<String, String> detail = new TreeMap<>();
        detail.put("status", String.valueOf(status));
        signal().ifPresent(signal -> detail.put("signal", signal));
        detail.put("took", took.toString());
        detail.put("out", out.text());
        detail.put("out.bytes", String.valueOf(out.bytes()));
        detail.put("err", err.text());
        detail.put("err.bytes", String.valueOf(err.bytes()));
        return detail;
    }
}
