package io.drover.architecture;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled main classes of this checkout's modules. */
final class Modules {

    /** The root POM builds them before this module. Not all are on its class path, so they are taken from their folders. */
    private static final List<String> NAMES = List.of(
            "api",
            "archive-service",
            "cli",
            "connector-http",
            "connector-process",
            "connector-settings",
            "connector-spi",
            "connector-testkit",
            "connectors/agola",
            "connectors/agola/look-alike",
            "connectors/qtest",
            "connectors/qtest/look-alike",
            "connectors/zephyr-scale",
            "connectors/zephyr-scale/look-alike",
            "contracts",
            "coordinator-service",
            "embedded-servers",
            "extractor-service",
            "installation",
            "loader-service",
            "mapping",
            "paths/agola-v07-to-later",
            "paths/zephyr-scale-to-qtest",
            "sandbox",
            "sandbox/frame",
            "staging-store",
            "telemetry",
            "transformer-service",
            "validator-service",
            "worker-runtime");

    private Modules() {}

    /** All of them; a checkout in which one was never built is not judged. */
    static JavaClasses all() {
        Path checkout = Path.of(System.getProperty("basedir", "standalone"))
                .toAbsolutePath()
                .resolveSibling("");
        List<Path> folders = NAMES.stream()
                .map(name -> checkout.resolve(name).resolve("target/classes"))
                .toList();
        for (Path folder : folders) {
            assumeTrue(
                    Files.isDirectory(folder),
                    () -> folder + " is missing; build all modules: ./mvnw package -DskipTests");
        }
        return new ClassFileImporter().importPaths(folders);
    }

    /** Packages of these parts with all below them, and the ones that everybody may use. */
    static String[] and(String... parts) {
        return Stream.concat(Stream.of("java..", "org.jspecify.annotations.."), Stream.of(parts))
                .toArray(String[]::new);
    }
}
