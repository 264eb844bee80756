package io.drover.installation;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line of a Java program, run by the same JDK as this one. */
public final class JavaCommand {

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

    /** @param most its largest heap, as Java says it: {@code 512m} */
    public JavaCommand(String most) {
        command.add("-Xmx" + most);
    }

    /** Adds options of the JVM. */
    public JavaCommand with(List<String> options) {
        command.addAll(options);
        return this;
    }

    /** The whole command. */
    public List<String> jar(Path jar, List<String> arguments) {
        return whole(List.of("-jar", jar.toString()), arguments);
    }

    /** The same for a class that the environment's {@code CLASSPATH} holds. */
    public List<String> main(Class<?> program, List<String> arguments) {
        return whole(List.of(program.getName()), arguments);
    }

    private List<String> whole(List<String> program, List<String> arguments) {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(program);
        whole.addAll(arguments);
        return whole;
    }
}
