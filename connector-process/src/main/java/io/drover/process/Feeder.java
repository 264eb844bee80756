package io.drover.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives a program its standard input. */
final class Feeder {

    private static final int CHUNK = 64 << 10;

    private final Program.Input input;
    private final Started started;
    private final Runnable end;
    private volatile @Nullable Exception broken;

    /** @param end ends the program */
    Feeder(Program.Input input, Started started, Runnable end) {
        this.input = input;
        this.started = started;
        this.end = end;
    }

    /** Why the input broke off, when it did. */
    Optional<Exception> broken() {
        return Optional.ofNullable(broken);
    }

    void feed() {
        try (InputStream from = input.open()) {
            byte[] buffer = new byte[CHUNK];
            for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                if (!write(buffer, n)) {
                    return;
                }
            }
        } catch (Exception e) {
            broken = e;
            end.run(); // Not closed before: the program would take that for the end of all that there is.
            return;
        }
        close();
    }

    /** False when the program takes no more, which is its own business: how it ends says whether that was right. */
    private boolean write(byte[] bytes, int count) {
        try {
            OutputStream in = started.in();
            in.write(bytes, 0, count);
            in.flush();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void close() {
        try {
            started.in().close();
        } catch (IOException e) {
            // As above.
        }
    }
}
