package io.drover.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Processes that are not, or no longer, children of this JVM. */
final class Processes {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long POLL_MILLIS = 10;

    private Processes() {}

    /** Ends a process and all below it with SIGKILL, and returns when they are gone. */
    static void killTree(ProcessHandle process) throws IOException {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle each : all) {
            awaitEnd(each);
        }
    }

    /** @throws IOException when it did not end in time */
    static void awaitEnd(ProcessHandle process) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (runs(process)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("process " + process.pid() + " did not end");
            }
            pause();
        }
    }

    /** Whether it is alive, and not merely kept by a parent that does not ask for its exit status (as in a container). */
    static boolean runs(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return process.isAlive(); // gone meanwhile, or no Linux
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a server was ending");
        }
    }
}
