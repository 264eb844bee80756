package io.drover.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * An S3 server in a JVM of its own: Adobe's S3Mock, with the bucket {@code drover}. It knows conditional writes and
 * multipart uploads, but does not keep two conditional writes at the same moment apart, and accepts any credentials. Its data stay in its directory when it stops.
 */
public final class S3Server implements AutoCloseable {

    public static final String BUCKET = "drover";

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long POLL_MILLIS = 50;

    private final Process process;
    private final int port;
    private final Path directory;

    private S3Server(Process process, int port, Path directory) {
        this.process = process;
        this.port = port;
        this.directory = directory;
    }

    /**
     * Starts a server and returns when it answers. One that a killed JVM left behind is ended first.
     *
     * @param directory of this server alone
     * @param port 0 for any free one
     */
    public static S3Server start(Path directory, int port) throws IOException {
        Path data = OwnFiles.directory(OwnFiles.directory(directory).resolve("data"))
                .toAbsolutePath();
        endPredecessor(directory);
        int chosen = Ports.choose(port, "S3", "--s3-port");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        S3MockJar.find().toString(),
                        "-Dloader.path=" + addition(directory),
                        "org.springframework.boot.loader.launch.PropertiesLauncher",
                        "--http.port=" + chosen,
                        "--server.port=0", // TLS, which nobody asks for
                        "--server.address=" + Ports.LOOPBACK,
                        "--com.adobe.testing.s3mock.store.root=" + data,
                        "--com.adobe.testing.s3mock.store.retain-files-on-exit=true",
                        "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("s3.log").toFile())
                .start();
        Files.writeString(pidFile(directory), Long.toString(process.pid()));
        S3Server server = new S3Server(process, chosen, directory);
        server.awaitAnswer();
        return server;
    }

    public URI endpoint() {
        return URI.create("http://" + Ports.LOOPBACK + ":" + port);
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        Processes.awaitEnd(process.toHandle());
        Files.deleteIfExists(pidFile(directory));
    }

    private void awaitAnswer() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!answers()) {
            if (ends() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException("the S3 server did not start; see " + directory.resolve("s3.log"));
            }
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) endpoint().resolve("/" + BUCKET).toURL().openConnection();
            connection.setRequestMethod("HEAD");
            return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    /** Waits a moment for the process to end. */
    private boolean ends() throws IOException {
        try {
            return process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
            throw new InterruptedIOException("interrupted while the S3 server was starting");
        }
    }

    /** A class path of one class and its registration, laid out for the other process. */
    private static Path addition(Path directory) throws IOException {
        Path addition = directory.resolve("addition").toAbsolutePath();
        String name = S3Server.class.getPackageName() + ".LoopbackConnectors";
        String file = name.replace('.', '/') + ".class";
        Path place = addition.resolve(file);
        Files.createDirectories(place.resolveSibling(""));
        try (InputStream code = S3Server.class.getResourceAsStream("/" + file)) {
            Files.copy(code, place, StandardCopyOption.REPLACE_EXISTING);
        }
        Path registration = addition.resolve("META-INF/spring.factories");
        Files.createDirectories(registration.resolveSibling(""));
        Files.writeString(registration, "org.springframework.context.ApplicationContextInitializer=" + name + "\n");
        return addition;
    }

    private static void endPredecessor(Path directory) throws IOException {
        try {
            long pid = Long.parseLong(Files.readString(pidFile(directory)).strip());
            ProcessHandle left = ProcessHandle.of(pid).orElse(null);
            if (left != null && isOurs(left, directory)) {
                Processes.killTree(left);
            }
        } catch (NoSuchFileException e) {
            // The predecessor stopped in order, or there was none.
        }
    }

    /** Process numbers come back: the command line tells whether it is still that server. */
    private static boolean isOurs(ProcessHandle process, Path directory) {
        String store = directory.resolve("data").toAbsolutePath().toString();
        return process.info()
                .arguments()
                .map(arguments -> List.of(arguments).stream().anyMatch(a -> a.endsWith(store)))
                .orElse(false);
    }

    private static Path pidFile(Path directory) {
        return directory.resolve("s3.pid");
    }
}
