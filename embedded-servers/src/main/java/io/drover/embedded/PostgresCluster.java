package io.drover.embedded;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** PostgreSQL's files in a directory, and its programs run on them. */
final class PostgresCluster {

    static final String USER = "drover";

    private static final long PATIENCE_SECONDS = 60;

    private final PostgresBinaries binaries;
    private final Path directory;
    private final Path data;
    private final Path log;
    private final boolean root;

    /** @param directory of this cluster alone: the password, the log, and the data in a folder of their own */
    PostgresCluster(PostgresBinaries binaries, Path directory) throws IOException {
        this.binaries = binaries;
        this.directory = OwnFiles.directory(directory).toRealPath();
        this.data = this.directory.resolve("data");
        this.log = this.directory.resolve("postgres.log");
        this.root = Integer.valueOf(0).equals(Files.getAttribute(this.directory, "unix:uid"))
                && System.getProperty("user.name").equals("root");
    }

    Path data() {
        return data;
    }

    /** The password of {@link #USER}, made when the cluster was. */
    String password() throws IOException {
        return Files.readString(directory.resolve("password")).strip();
    }

    /** Initialises aside and renames: what is there is initialised whole. */
    void initialiseOnce() throws IOException {
        if (Files.exists(data)) {
            return;
        }
        Path password = directory.resolve("password");
        Files.deleteIfExists(password);
        Passwords.in(password);
        Path aside = directory.resolve("initialising-" + UUID.randomUUID());
        run(List.of(
                binaries.program("initdb"),
                "--pgdata=" + aside,
                "--username=" + USER,
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C",
                "--no-sync",
                "--no-instructions"));
        Files.writeString(
                aside.resolve("postgresql.conf"), "\ninclude_if_exists = 'drover.conf'\n", StandardOpenOption.APPEND);
        Files.move(aside, data, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes the settings and starts; returns when it answers. */
    void start(int port, boolean durable) throws IOException {
        Postmaster.forgetDead(data);
        String onOff = durable ? "on" : "off";
        Files.writeString(data.resolve("drover.conf"), """
                listen_addresses = '%s'
                port = %d
                unix_socket_directories = ''
                max_connections = 100
                shared_buffers = 64MB
                fsync = %s
                synchronous_commit = %s
                full_page_writes = %s
                timezone = 'UTC'
                log_timezone = 'UTC'
                """.formatted(Ports.LOOPBACK, port, onOff, onOff, onOff));
        run(List.of(
                binaries.program("pg_ctl"),
                "start",
                "--wait",
                "--timeout=" + PATIENCE_SECONDS,
                "--silent",
                "--pgdata=" + data,
                "--log=" + log));
    }

    /** Stops a running postmaster: open transactions are rolled back, connections closed. */
    void stop() throws IOException {
        run(List.of(
                binaries.program("pg_ctl"),
                "stop",
                "--wait",
                "--mode=fast",
                "--timeout=" + PATIENCE_SECONDS,
                "--silent",
                "--pgdata=" + data));
    }

    /** The postmaster that runs on this data, whoever started it. */
    Optional<Postmaster> running() throws IOException {
        return Postmaster.of(data);
    }

    private void run(List<String> command) throws IOException {
        List<String> full = new ArrayList<>();
        if (root) {
            // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody, and the files stay ours.
            full.addAll(List.of("unshare", "--user"));
        }
        full.addAll(command);
        Path said = Files.createTempFile(directory, "said-", ".txt"); // not a pipe: a server would keep it open
        try {
            Process process = new ProcessBuilder(full)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(2 * PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(String.join(" ", full) + " did not end; see " + log);
            }
            if (process.exitValue() != 0) {
                throw new IOException(failure(full, Files.readString(said)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while PostgreSQL was starting or stopping");
        } finally {
            Files.deleteIfExists(said);
        }
    }

    private String failure(List<String> command, String said) {
        String message =
                "PostgreSQL: " + String.join(" ", command) + " failed: " + said.strip() + " (log: " + log + ")";
        return root && said.contains("unshare")
                ? message
                        + "; PostgreSQL does not run as root, and this system forbids user namespaces: run Drover as an"
                        + " ordinary user"
                : message;
    }
}
