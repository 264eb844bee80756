package io.drover.system;

import java.io.IOException;

/** What {@link Process} cannot do to a process. */
final class Signals {

    private Signals() {}

    /** @param name without SIG */
    static void send(String name, Process process) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + " answered " + code);
        }
    }
}
