package io.drover.cli.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a Java program, run by the same JDK as this one. */
final class Java {

    /**
     * Carriers of virtual threads: more than a service has connections to its database. A thread that waits for a connection to be made
     * (Agroal 3.2.1) spins and keeps its carrier; as many that spin as there are carriers stopped a service for ever.
     */
    private static final int CARRIERS = Math.max(64, Runtime.getRuntime().availableProcessors());

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
