package io.drover.cli.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a Java program, run by the same JDK as this one. */
final class Java {

    /**
     * As many as the processors are too few where these are two: a virtual thread that loads a class holds its carrier, and
     * two of them stopped a whole service (https://github.com/quarkusio/quarkus/issues/40917 is of this kind).
     */
    private static final int CARRIERS = Math.max(16, Runtime.getRuntime().availableProcessors());

    private final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-Djdk.virtualThreadScheduler.parallelism=" + CARRIERS));

    Java heap(String most) {
        command.add("-Xmx" + most);
        return this;
    }

    /** The command so far; arguments of the program can be added. */
    List<String> jar(Path jar) {
        command.addAll(List.of("-jar", jar.toString()));
        return command;
    }
}
