package io.drover.process;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The standard output of a program, from the thread that reads the pipe to the one that runs the program. Some chunks wait in
 * between; then the program has to.
 */
final class ArrivingOutput extends InputStream {

    private static final int CHUNK = 64 << 10;
    private static final int AHEAD = 8;
    private static final byte[] END = new byte[0];

    private final Run run;
    private final BlockingQueue<byte[]> chunks = new ArrayBlockingQueue<>(AHEAD);
    private byte[] chunk = END;
    private int at;
    private boolean ended;

    ArrivingOutput(Run run) {
        this.run = run;
    }

    /** Reads a pipe until it ends or breaks off, which is told by {@code broken}. */
    void pump(InputStream pipe) {
        try {
            byte[] buffer = new byte[CHUNK];
            for (int n = run.read(pipe, buffer); n >= 0; n = run.read(pipe, buffer)) {
                chunks.put(Arrays.copyOf(buffer, n));
            }
            chunks.put(END);
        } catch (InterruptedException e) {
            // Nobody reads any more.
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (at == chunk.length && !ended) {
            chunk = next();
            at = 0;
            ended = chunk == END;
        }
        if (ended) {
            run.outputEnded(); // Each time: who goes on after a failure must not meet an end.
            return -1;
        }
        int n = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, into, offset, n);
        at += n;
        return n;
    }

    private byte[] next() {
        try {
            byte[] next = chunks.poll(run.left(), TimeUnit.NANOSECONDS);
            if (next == null) {
                throw run.timedOut();
            }
            return next;
        } catch (InterruptedException e) {
            throw run.interrupted();
        }
    }

    /** What has arrived and was not read; null when there is no more. */
    byte @Nullable [] rest() {
        return chunks.poll();
    }
}
