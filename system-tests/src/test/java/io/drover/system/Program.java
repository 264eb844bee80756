package io.drover.system;

import io.drover.installation.JavaCommand;
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

    /** For a process that a test starts: compiled once, and not verified, which is a fifth of a start; demos start with it. */
    static final List<String> QUICK =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote");

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
        return new JavaCommand("256m")
                .with(QUICK)
                .with(List.of("-Duser.timezone=Pacific/Chatham"))
                .jar(jar(), List.of());
    }
}
