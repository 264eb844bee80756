package io.drover.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** A packaged service, as its module's build leaves it. */
enum Program {
    STANDALONE("standalone"),
    COORDINATOR("coordinator-service"),
    EXTRACTOR("extractor-service"),
    TRANSFORMER("transformer-service"),
    LOADER("loader-service"),
    VALIDATOR("validator-service"),
    ARCHIVE("archive-service");

    /** Each in a process of its own, the one with the API first. */
    static final List<Program> SERVICES = List.of(COORDINATOR, EXTRACTOR, TRANSFORMER, LOADER, VALIDATOR, ARCHIVE);

    private static final Path REACTOR = Path.of("..").toAbsolutePath().normalize();

    private static final int FIRST_PORT = 14_000;
    private static final int LAST_PORT = 20_000;
    private static final int PORT_TRIES = 100;

    private final String module;

    Program(String module) {
        this.module = module;
    }

    String module() {
        return module;
    }

    static Path file(String path) {
        return REACTOR.resolve(path);
    }

    private Path jar() {
        return file(module + "/target/quarkus-app/quarkus-run.jar");
    }

    /** A small JVM that starts quickly. */
    List<String> commandLine() {
        if (!Files.isRegularFile(jar())) {
            throw new IllegalStateException(jar() + " is not there; package its module first: ./mvnw verify does");
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=Pacific/Chatham",
                "--enable-native-access=ALL-UNNAMED",
                "-Djdk.virtualThreadScheduler.parallelism=64", // as ./drover up and the images have it
                "-jar",
                jar().toString());
    }

    /** Below the ports that systems hand out to clients: one of those may be taken before the service comes to listen. */
    static int freePort() {
        for (int i = 0; i < PORT_TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException e) {
                // Taken; another one is not.
            }
        }
        throw new IllegalStateException("no port from " + FIRST_PORT + " to " + LAST_PORT + " is free");
    }
}
