package io.drover.process;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One run of a program, from its start to its end.
 *
 * <p>Using a pipe can neither be interrupted nor timed. So threads of their own read both outputs and feed the input, and the
 * thread that runs the program waits for them in ways that end. They are not virtual, since a pipe that blocks holds a carrier.
 */
final class Run {

    private static final int CHUNK = 64 << 10;

    private final Started started;
    private final Program program;
    private final String what;
    private final long begun = System.nanoTime();
    private final Output.Keeper out;
    private final Output.Keeper err;
    private final OutputStream keptOut;
    private final OutputStream keptErr;
    private final ReentrantLock ending = new ReentrantLock();
    private final ArrivingOutput arriving = new ArrivingOutput(this);
    private final Feeder feeder;
    private final Thread errPump = thread("err", this::pumpErr);
    private volatile @Nullable Exception brokenOutput;
    private volatile boolean late;
    private boolean streamed;

    /** @param what program and host, for messages */
    Run(Started started, Program program, OutputMasks masks, String what) {
        this.started = started;
        this.program = program;
        this.what = what;
        this.out = new Output.Keeper(program.keep());
        this.err = new Output.Keeper(program.keep());
        this.keptOut = masks.through(out);
        this.keptErr = masks.through(err);
        this.feeder = new Feeder(program.input(), started, this::end);
    }

    private static Thread thread(String role, Runnable work) {
        return Thread.ofPlatform().daemon().name("drover-process-" + role).unstarted(work);
    }

    /** Keeps the standard output. */
    Ended keep() throws IOException {
        return through(() -> {
            try (keptOut) {
                arriving.transferTo(keptOut);
            }
            return ended();
        });
    }

    /** Hands the standard output on. */
    Ended stream(Host.OutputReader reader) throws IOException {
        streamed = true;
        return through(() -> {
            reader.read(arriving);
            arriving.transferTo(OutputStream.nullOutputStream());
            return ended().orThrow();
        });
    }

    private Ended through(Reading reading) throws IOException {
        Thread outPump = thread("out", () -> arriving.pump(started.out()));
        Thread input = thread("in", feeder::feed);
        Thread watch = Thread.ofVirtual().unstarted(this::watch);
        try {
            outPump.start();
            errPump.start();
            input.start();
            watch.start();
            return reading.all();
        } finally {
            end();
            outPump.interrupt();
            input.interrupt();
            watch.interrupt();
        }
    }

    /** A program that is streamed has to have ended well before the end of its output is told. */
    void outputEnded() {
        if (streamed) {
            ended().orThrow();
        }
    }

    /** Waits for the rest when the standard output has ended. */
    private Ended ended() {
        try {
            Started.Exit exit = started.exit().get(left(), TimeUnit.NANOSECONDS);
            if (!errPump.join(Duration.ofNanos(left()))) {
                throw timedOut();
            }
            return ended(exit);
        } catch (TimeoutException e) {
            throw timedOut();
        } catch (InterruptedException e) {
            throw interrupted();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Ended ended(Started.Exit exit) {
        if (feeder.broken().isPresent()) {
            throw inputBroken(feeder.broken().get());
        }
        if (late) {
            throw timedOut();
        }
        if (!(exit instanceof Started.Exit.Of(int status, String signal)) || brokenOutput != null) {
            throw lost();
        }
        Output said = err.output();
        if (status == Shell.NOT_FOUND_STATUS && said.text().equals(Shell.NOT_FOUND)) {
            throw ProcessFailures.notFound(what, "there is no such program", null);
        }
        return new Ended(what, status, signal, out.output(), said, took());
    }

    ConnectorException timedOut() {
        boolean byItself = started.exit().isDone() && !late;
        String advice = byItself
                ? "Something that it started keeps its output open: have that write to a file."
                : "Look at what it waits for; if it needs longer, give it more time.";
        return stopped(
                "PROGRAM_TIMED_OUT",
                FailureType.EXTERNAL,
                "did not end within " + ProcessFailures.time(program.timeout()),
                advice,
                null);
    }

    ConnectorException interrupted() {
        Thread.currentThread().interrupt();
        return stopped(
                "INTERRUPTED",
                FailureType.RESOURCES,
                "was stopped after " + ProcessFailures.time(took()) + " since its batch was",
                "It is run again with it.",
                null);
    }

    private ConnectorException inputBroken(Exception cause) {
        return cause instanceof ConnectorException known
                ? known
                : stopped(
                        "INPUT_BROKEN",
                        FailureType.RESOURCES,
                        "was stopped after " + ProcessFailures.time(took()) + ", since what it reads broke off",
                        "Look at the file that its standard input comes from.",
                        cause);
    }

    private ConnectorException lost() {
        return stopped(
                "CONNECTION_LOST",
                FailureType.EXTERNAL,
                "ran for " + ProcessFailures.time(took()) + " when the connection to it was lost",
                "Look at the host before it is run again.",
                brokenOutput);
    }

    private ConnectorException stopped(
            String code, FailureType type, String sentence, String advice, @Nullable Exception cause) {
        end();
        keepRest();
        boolean known = started.exit().getNow(Started.Exit.UNKNOWN) instanceof Started.Exit.Of;
        String now = known ? "It does not run any more." : "It is not known whether it ended or still runs.";
        return ProcessFailures.told(
                code, type, what + " " + sentence + ". " + now + " " + advice, out.output(), err.output(), cause);
    }

    private void end() {
        ending.lock();
        try {
            started.end();
        } finally {
            ending.unlock();
        }
    }

    /** What came last says most. */
    private void keepRest() {
        if (streamed) {
            return;
        }
        try (keptOut) {
            for (byte[] rest = arriving.rest(); rest != null; rest = arriving.rest()) {
                keptOut.write(rest);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is known of it so far, for the record. */
    Map<String, String> detail() {
        Map<String, String> detail = new TreeMap<>();
        detail.put("took", took().toString());
        detail.put("out", out.output().text());
        detail.put("err", err.output().text());
        return detail;
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Nanoseconds until the time is out. */
    long left() {
        return Math.max(0, program.timeout().minus(took()).toNanos());
    }

    /** Ends it in time whatever its reader does meanwhile. */
    private void watch() {
        try {
            started.exit().get(left(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            late = true;
            end();
        } catch (InterruptedException | ExecutionException e) {
            // It is over.
        }
    }

    private void pumpErr() {
        try (keptErr) {
            byte[] buffer = new byte[CHUNK];
            for (int n = read(started.err(), buffer, err); n >= 0; n = read(started.err(), buffer, err)) {
                keptErr.write(buffer, 0, n);
            }
        } catch (IOException e) {
            brokenOutput = e;
        }
    }

    /** Reads from the standard output. */
    int read(InputStream pipe, byte[] buffer) {
        return read(pipe, buffer, out);
    }

    /** An output that broke off has ended, too: how the program ended is asked for then. */
    private int read(InputStream pipe, byte[] buffer, Output.Keeper counted) {
        try {
            int n = pipe.read(buffer);
            counted.count(Math.max(0, n));
            return n;
        } catch (IOException | RuntimeException e) {
            brokenOutput = e;
            return -1;
        }
    }

    @FunctionalInterface
    private interface Reading {
        Ended all() throws IOException;
    }
}
