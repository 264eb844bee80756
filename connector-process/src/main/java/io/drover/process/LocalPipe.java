package io.drover.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * An output of a program on this machine, up to the program's own end. Something that it started may hold the pipe open for longer.
 * Java closes a pipe when the program ends, and waits for who is blocked in reading it: so nobody is.
 */
final class LocalPipe extends InputStream {

    private static final long SHORTEST = 50_000;
    private static final long LONGEST = 10_000_000;

    private final InputStream pipe;
    private final Future<?> exit;

    LocalPipe(InputStream pipe, Future<?> exit) {
        this.pipe = pipe;
        this.exit = exit;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        for (long pause = SHORTEST; ; pause = Math.min(2 * pause, LONGEST)) {
            boolean over = exit.isDone(); // Asked first: by then all that the program wrote is in the pipe.
            int ready = pipe.available();
            if (ready > 0) {
                return pipe.read(into, offset, Math.min(ready, length));
            }
            if (over) {
                return -1;
            }
            LockSupport.parkNanos(pause);
            if (Thread.interrupted()) {
                throw new InterruptedIOException("nobody reads any more");
            }
        }
    }
}
