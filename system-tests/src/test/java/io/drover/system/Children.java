package io.drover.system;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Processes that do not outlive this one, however it ends short of {@code kill -9}. */
final class Children {

    private static final Set<Process> LIVING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> LIVING.forEach(Process::destroyForcibly), "end of the children"));
    }

    private Children() {}

    @SuppressWarnings("FutureReturnValueIgnored") // it cannot fail
    static Process start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        LIVING.add(process);
        process.onExit().thenAccept(LIVING::remove);
        return process;
    }
}
