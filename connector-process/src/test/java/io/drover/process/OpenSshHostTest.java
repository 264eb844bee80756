package io.drover.process;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.drover.http.AddressGuard;
import io.drover.spi.Evidence;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The same against OpenSSH, where it is installed. It runs as the user of the tests, and lets nobody else in. */
class OpenSshHostTest extends HostContract {

    private static final KeyPair HOST_KEY = Keys.ed25519();
    private static final KeyPair USER_KEY = Keys.ed25519();

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path etc;

    private @Nullable Process server;
    private @Nullable SshHost host;
    private int port;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        Path sshd = Stream.of("/usr/sbin/sshd", "/usr/local/sbin/sshd", "/usr/local/bin/sshd")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(sshd != null, "no sshd of OpenSSH is installed here");
        assumeTrue(
                !System.getProperty("user.name").equals("root") || Files.isDirectory(Path.of("/run/sshd")),
                "as root, OpenSSH wants the folder /run/sshd");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path key = secret("host_key", Keys.openSsh(HOST_KEY, null));
        Path allowed = secret("authorized_keys", Keys.line(USER_KEY) + "\n");
        Path config = secret(
                "sshd_config",
                String.join(
                        "\n",
                        "ListenAddress 127.0.0.1",
                        "Port " + port,
                        "HostKey " + key,
                        "AuthorizedKeysFile " + allowed,
                        "PidFile none",
                        "StrictModes no",
                        "UsePAM no",
                        "PermitRootLogin prohibit-password",
                        "PasswordAuthentication no",
                        ""));
        server = new ProcessBuilder(sshd.toString(), "-D", "-e", "-f", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(etc.resolve("log").toFile())
                .start();
        assumeTrue(listens(), () -> "sshd does not start here: " + log());
        host = (SshHost) host(evidence);
    }

    private Path secret(String name, String text) throws IOException {
        Path file = Files.createFile(
                etc.resolve(name), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text);
    }

    private boolean listens() throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return socket.isConnected();
            } catch (IOException e) {
                if (Objects.requireNonNull(server).waitFor(50, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
        return false;
    }

    private String log() {
        try {
            return Files.readString(etc.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @AfterEach
    void stop() {
        if (host != null) {
            host.close();
        }
        if (server != null) {
            List.of(server).forEach(Process::destroy);
        }
    }

    @Override
    Host host() {
        return Objects.requireNonNull(host);
    }

    @Override
    Host host(Evidence other) {
        SshSettings settings = new SshSettings(
                "127.0.0.1",
                port,
                System.getProperty("user.name"),
                Optional.of(Keys.line(HOST_KEY)),
                Duration.ofSeconds(20),
                Duration.ofSeconds(15));
        SshLogin login = new SshLogin.Key(Keys.openSsh(USER_KEY, null), null);
        return new SshHost("OpenSSH", settings, login, other, AddressGuard.of("127.0.0.0/8"));
    }
}
