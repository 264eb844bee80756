package io.drover.installation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder that Drover was checked out to: its programs and, below {@code .drover}, its state. */
public record Checkout(Path root) {

    /** What the launcher says, or this folder where the program was started without it. */
    public static Checkout find() {
        String launcher = System.getProperty("drover.home");
        return new Checkout(
                Path.of(launcher != null ? launcher : "").toAbsolutePath().normalize());
    }

    public Path state() {
        return root.resolve(".drover");
    }

    Path embeddedServers() {
        return program("embedded-servers/target/embedded-servers.jar");
    }

    /** @param module of a service */
    Path service(String module) {
        return program(module + "/target/quarkus-app/quarkus-run.jar");
    }

    Path sandbox() {
        return program("sandbox/target/sandbox.jar");
    }

    /** The files {@code folder/MODULE/name} that modules bring, by the modules' names and in their order. */
    public Map<String, Path> beside(String folder, String name) {
        try (Stream<Path> modules = Files.list(root.resolve(folder))) {
            Map<String, Path> files = new TreeMap<>();
            modules.filter(module -> Files.isRegularFile(module.resolve(name)))
                    .forEach(module -> files.put(String.valueOf(module.getFileName()), module.resolve(name)));
            return files;
        } catch (NoSuchFileException e) {
            return Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path program(String path) {
        Path program = root.resolve(path);
        if (Files.notExists(program)) {
            throw StartException.of(program + " is missing. Start this command with ./drover, which builds it.");
        }
        return program;
    }
}
