package io.drover.system;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium, where this machine has one. */
final class Browser {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final int PATIENCE_SECONDS = 90;

    private final Path program;
    private final Path folder;

    /** @param said what it wrote to its log: pages' errors are there */
    record Visit(String document, String said) {}

    private Browser(Path program, Path folder) {
        this.program = program;
        this.folder = folder;
    }

    /** @param folder of its profile and its output */
    static Optional<Browser> find(Path folder) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator))
                .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(program -> new Browser(program, folder));
    }

    /**
     * Visits a page and returns when nothing of it goes on any more.
     *
     * @param rules which names are which addresses, as Chromium's {@code --host-resolver-rules} says it
     */
    Visit visit(String address, String rules) throws IOException, InterruptedException {
        Path profile = Files.createTempDirectory(folder, "profile");
        Path document = profile.resolve("document.html");
        Path log = profile.resolve("log.txt");
        Process process = Children.start(new ProcessBuilder(Stream.of(
                                program.toString(),
                                "--headless",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--no-proxy-server",
                                "--enable-logging=stderr",
                                "--user-data-dir=" + profile.resolve("data"),
                                "--host-resolver-rules=" + rules,
                                "--virtual-time-budget=10000",
                                "--dump-dom",
                                address)
                        .toList())
                .redirectOutput(document.toFile())
                .redirectError(log.toFile()));
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            throw new AssertionError("the browser did not end: " + Files.readString(log));
        }
        return new Visit(Files.readString(document), Files.readString(log));
    }
}
