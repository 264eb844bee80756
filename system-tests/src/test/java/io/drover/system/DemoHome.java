package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.installation.JavaCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A checkout whose programs are those of this one, and whose state is its own. */
final class DemoHome implements AutoCloseable {

    private static final Pattern PID = Pattern.compile("\"pid\":([0-9]+)");

    private final Path folder;

    DemoHome(String name) throws IOException {
        folder = Path.of("target", "demo", name).toAbsolutePath();
        Installation.delete(folder);
        Files.createDirectories(folder);
        for (String part : List.of("cli", "embedded-servers", "examples", "paths", "sandbox", "standalone")) {
            Files.createSymbolicLink(folder.resolve(part), Program.file(part));
        }
    }

    Path folder() {
        return folder;
    }

    /** Something that a demo leaves. */
    Path file(String name) {
        return folder.resolve(".drover/demo").resolve(name);
    }

    /** Begins a demo at a terminal of its own. */
    PseudoTerminal demo(int columns, String path) throws IOException {
        // As the launcher does: what the command writes is its owner's.
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "umask 077; exec \"$@\"", "drover"));
        command.addAll(new JavaCommand("128m")
                .with(List.of(
                        "-XX:TieredStopAtLevel=1", "-Ddrover.home=" + folder, "-Ddrover.terminal=" + columns + "x24"))
                .jar(folder.resolve("cli/target/cli.jar"), List.of("demo", path)));
        return new PseudoTerminal(columns, command, folder.resolve("shown"));
    }

    /** The processes of which pid files tell, and which are alive. */
    List<ProcessHandle> running() throws IOException {
        List<ProcessHandle> running = new ArrayList<>();
        Path run = file("run");
        if (Files.exists(run)) {
            try (Stream<Path> files = Files.list(run)) {
                for (Path file : files.toList()) {
                    Matcher pid = PID.matcher(Files.readString(file));
                    if (pid.find()) {
                        ProcessHandle.of(Long.parseLong(pid.group(1))).ifPresent(running::add);
                    }
                }
            }
        }
        return running;
    }

    /** No pid file is left, and no process that was started from here. */
    void assertNothingRuns() throws IOException {
        assertThat(running()).isEmpty();
        assertThat(ProcessHandle.allProcesses().filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(folder.toString()))
                        .isPresent()))
                .as("processes of " + folder)
                .isEmpty();
    }

    @Override
    public void close() throws IOException {
        running().forEach(ProcessHandle::destroyForcibly);
    }
}
