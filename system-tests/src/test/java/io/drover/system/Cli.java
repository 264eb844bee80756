package io.drover.system;

import io.drover.installation.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The command-line client, in a process of its own, as a user calls it. */
final class Cli {

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final Path token;

    /** @param directory where it runs and where its home is */
    Cli(Path directory, Installation installation) throws IOException {
        this.directory = Files.createDirectories(directory);
        environment.put("DROVER_SERVER", installation.address().toString());
        environment.put("HOME", directory.toString());
        token = installation.apiTokenFile();
    }

    /** @param out standard output and standard error, as they came */
    record Said(int code, String out) {}

    Cli with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Said run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new JavaCommand("128m")
                .with(List.of("-XX:TieredStopAtLevel=1", "-Duser.home=" + directory))
                .jar(Program.file("cli/target/cli.jar"), List.of(arguments));
        command.addAll(List.of("--token-file", token.toString()));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), out);
    }
}
