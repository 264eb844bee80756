package io.drover.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

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

    /** A small JVM that starts quickly. */
    List<String> commandLine() {
        Path jar = file(module + "/target/quarkus-app/quarkus-run.jar");
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is not there; package its module first: ./mvnw verify does");
        }
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Duser.timezone=Pacific/Chatham",
                "--enable-native-access=ALL-UNNAMED",
                "-jar",
                jar.toString());
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
