package io.drover.benchmarks;

import io.drover.cli.local.StartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A Java program as a child of this process, which does not outlive it. */
final class BenchProgram {

    private static final Duration TIME_TO_START = Duration.ofSeconds(180);
    private static final int TAIL_LINES = 15;

    private final String name;
    private final Path log;
    private final Process process;

    private BenchProgram(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /**
     * @param arguments of the JVM and of the program
     * @param environment on top of this process's; what is secret goes here, for arguments are for everybody to see
     */
    static BenchProgram start(String name, Path logs, List<String> arguments, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        Path log = logs.resolve(name + ".log");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            return new BenchProgram(name, log, process);
        } catch (IOException e) {
            throw new UncheckedIOException("The " + name + " process could not be started", e);
        }
    }

    String name() {
        return name;
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** @throws StartException where it ends before, or takes too long */
    void await(BooleanSupplier ready) {
        boolean inTime = Polling.until(TIME_TO_START, () -> ready.getAsBoolean() || !process.isAlive());
        if (!inTime) {
            throw StartException.of("The " + name + " process is not ready after " + TIME_TO_START.toSeconds()
                    + " s. Its log is " + log + ".");
        }
        checkAlive();
    }

    /** @throws StartException with the end of its log where it has ended */
    void checkAlive() {
        if (!process.isAlive()) {
            throw StartException.of("The " + name + " process ended (exit code " + process.exitValue()
                    + "). The end of " + log + ":\n" + tail());
        }
    }

    /** Asks it to end. */
    void end() {
        process.destroy();
    }

    /** Waits until it has ended, and makes it end when the time is over. */
    void awaitEnd(Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log, StandardCharsets.ISO_8859_1);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException e) {
            return "(there is no log)";
        }
    }
}
