package io.drover.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Says afterwards what a process was at that did not answer. */
final class Threads {

    private Threads() {}

    /** Writes the platform's and the virtual threads with their stacks, and who carries whom, beside the log. */
    static void dump(Process process, Path file) {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        for (List<String> command : List.of(
                List.of("Thread.dump_to_file", "-overwrite", "-format=json", file + ".json"),
                List.of("Thread.vthread_scheduler"),
                List.of("Thread.print", "-l"))) {
            try {
                ProcessBuilder builder = new ProcessBuilder(jcmd, String.valueOf(process.pid()));
                builder.command().addAll(command);
                builder.redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(file.toFile()))
                        .start()
                        .waitFor(30, TimeUnit.SECONDS);
            } catch (IOException e) {
                return; // a JRE has no jcmd; the log is there
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
