package io.drover.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.http.AddressGuard;
import io.drover.spi.ConnectorException;
import io.drover.spi.Evidence;
import io.drover.spi.FailureType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SshHostTest extends HostContract {

    private static final AddressGuard LOOPBACK = AddressGuard.of("127.0.0.0/8");
    private static final SshLogin RIGHT = new SshLogin.Password(TestSshServer.PASSWORD);
    private static final KeyPair HOST_KEY = Keys.ed25519();

    private final TestSshServer server = new TestSshServer(HOST_KEY);
    private final SshHost host = host(Keys.line(HOST_KEY), RIGHT, evidence);

    @Override
    Host host() {
        return host;
    }

    @Override
    Host host(Evidence other) {
        return host(Keys.line(HOST_KEY), RIGHT, other);
    }

    private SshHost host(String hostKey, SshLogin login, Evidence other) {
        return new SshHost("LAVA", server.settings(hostKey), login, other, LOOPBACK);
    }

    @AfterEach
    void close() throws IOException {
        host.close();
        server.close();
    }

    private ConnectorException refusal(SshHost refused) {
        try (refused) {
            return failureOf(
                    () -> refused.run(sh("touch \"$1\"", folder.resolve("done").toString())));
        } finally {
            assertThat(folder.resolve("done")).doesNotExist();
        }
    }

    @Test
    void several_programs_use_one_connection() {
        host.run(sh("true")).orThrow();
        host.run(sh("true")).orThrow();

        assertThat(server.logins).hasValue(1);
    }

    @Test
    void without_a_host_key_nothing_is_sent_and_the_key_is_named() {
        ConnectorException failure = refusal(host("", RIGHT, Evidence.NONE));

        assertThat(failure.code()).isEqualTo("HOST_KEY_UNKNOWN");
        assertThat(failure.type()).isEqualTo(FailureType.USER);
        assertThat(failure)
                .hasMessageContainingAll("ssh-ed25519", HostKeyPin.fingerprint(HOST_KEY.getPublic()), "ssh-keygen");
        assertThat(server.logins).hasValue(0);
    }

    @Test
    void a_changed_host_key_is_refused_and_both_are_named() {
        KeyPair other = Keys.ed25519();

        ConnectorException failure = refusal(host(Keys.line(other), RIGHT, Evidence.NONE));

        assertThat(failure.code()).isEqualTo("HOST_KEY_CHANGED");
        assertThat(failure)
                .hasMessageContainingAll(
                        HostKeyPin.fingerprint(HOST_KEY.getPublic()), HostKeyPin.fingerprint(other.getPublic()));
        assertThat(server.logins).hasValue(0);
    }

    @Test
    void a_host_key_is_pinned_by_fingerprint_by_line_and_by_several_lines() {
        String fingerprint = HostKeyPin.fingerprint(HOST_KEY.getPublic());
        String knownHosts = "# lava.example\n[lava.example]:2222 " + Keys.line(Keys.rsa()) + " root@lava\n|1|a=|b= "
                + Keys.line(HOST_KEY) + "\n";

        for (String pin : new String[] {fingerprint, fingerprint + "=", knownHosts}) {
            try (SshHost pinned = host(pin, RIGHT, Evidence.NONE)) {
                assertThat(pinned.run(sh("true")).ok()).isTrue();
            }
        }
    }

    @Test
    void the_pinned_key_is_asked_for_where_a_host_has_several() throws IOException {
        KeyPair rsa = Keys.rsa();
        KeyPair ecdsa = Keys.ecdsa();
        try (TestSshServer several = new TestSshServer(ecdsa, HOST_KEY, rsa)) {
            for (KeyPair one : new KeyPair[] {rsa, ecdsa, HOST_KEY}) {
                try (SshHost pinned =
                        new SshHost("LAVA", several.settings(Keys.line(one)), RIGHT, Evidence.NONE, LOOPBACK)) {
                    assertThat(pinned.run(sh("true")).ok()).isTrue();
                }
            }
        }
    }

    @Test
    void a_host_key_that_cannot_be_read_is_a_wrong_setting() {
        for (String wrong :
                new String[] {"MD5:aa:bb", "SHA256:short", "@revoked * " + Keys.line(HOST_KEY), "ssh-rsa !!"}) {
            assertThat(failureOf(() -> host(wrong, RIGHT, Evidence.NONE)).code())
                    .isEqualTo("SETTING_INVALID");
        }
    }

    @Test
    void a_wrong_password_and_a_wrong_key_are_refused() {
        ConnectorException password =
                refusal(host(Keys.line(HOST_KEY), new SshLogin.Password("wrong-password"), Evidence.NONE));
        ConnectorException key = refusal(
                host(Keys.line(HOST_KEY), new SshLogin.Key(Keys.openSsh(Keys.ed25519(), null), null), Evidence.NONE));

        assertThat(password.code()).isEqualTo("LOGIN_REFUSED");
        assertThat(password).hasMessageContaining("the user drover").hasMessageNotContaining("wrong-password");
        assertThat(key.code()).isEqualTo("LOGIN_REFUSED");
        assertThat(key).hasMessageContaining("authorized_keys");
    }

    @Test
    void keys_of_each_type_log_in_with_and_without_a_passphrase() throws Exception {
        for (KeyPair pair : new KeyPair[] {Keys.ed25519(), Keys.rsa(), Keys.ecdsa()}) {
            server.allowed.add(pair.getPublic());
            String pkcs8 = "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
            for (SshLogin login : new SshLogin[] {
                new SshLogin.Key(Keys.openSsh(pair, null), null),
                new SshLogin.Key(Keys.openSsh(pair, "a passphrase"), "a passphrase"),
                new SshLogin.Key(pkcs8, null)
            }) {
                try (SshHost keyed = host(Keys.line(HOST_KEY), login, Evidence.NONE)) {
                    assertThat(keyed.run(sh("true")).ok()).isTrue();
                }
            }
        }
    }

    @Test
    void a_key_that_cannot_be_read_is_told_without_it() {
        String key = Keys.openSsh(Keys.ed25519(), "right");

        for (SshLogin.Key wrong : new SshLogin.Key[] {
            new SshLogin.Key(key, "wrong"), new SshLogin.Key(key, null), new SshLogin.Key("no key", null)
        }) {
            ConnectorException failure = failureOf(() -> host(Keys.line(HOST_KEY), wrong, Evidence.NONE));
            assertThat(failure.code()).isEqualTo("KEY_UNREADABLE");
            assertThat(failure).hasMessageNotContaining(key.substring(100, 120));
        }
    }

    @Test
    void the_password_of_the_connection_is_masked_in_what_programs_say() {
        assertThat(host.run(sh("printf 'tried %s' hunter-and-; printf gatherer-2 >&2; printf gatherer-2"))
                        .out()
                        .text())
                .isEqualTo("tried [masked]");
        assertThat(RIGHT.toString()).doesNotContain("hunter");
    }

    @Test
    void no_secret_is_in_the_command_line_of_the_far_host() throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();

        host.run(
                sh("tr '\\0' ' ' < /proc/$$/cmdline; tr '\\0' ' ' < /proc/$PPID/cmdline; printf %s \"$PGPASSWORD\"")
                        .withSecret("PGPASSWORD", "s3cret-of-the-database"),
                out -> out.transferTo(lines));

        assertThat(lines.toString(StandardCharsets.UTF_8)).containsOnlyOnce("s3cret-of-the-database");
    }

    @Test
    void a_host_that_hangs_in_the_key_exchange_is_unreachable() throws IOException {
        try (ServerSocket hanging = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try {
                    while (true) {
                        Socket taken = hanging.accept();
                        taken.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(StandardCharsets.US_ASCII));
                        taken.getOutputStream().flush();
                    }
                } catch (IOException e) {
                    // The test is over.
                }
            });
            try (SshHost silent = new SshHost("LAVA", at(hanging.getLocalPort()), RIGHT, evidence, LOOPBACK)) {
                ConnectorException failure = failureOf(() -> silent.run(sh("true")));

                assertThat(failure.code()).isEqualTo("UNREACHABLE");
                assertThat(failure.type()).isEqualTo(FailureType.EXTERNAL);
                assertThat(failure).hasMessageContaining("the login came to no end");
            }
        }
    }

    @Test
    void a_host_that_does_not_listen_is_unreachable() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        try (SshHost none = new SshHost("LAVA", at(port), RIGHT, evidence, LOOPBACK)) {
            assertThat(failureOf(() -> none.run(sh("true"))).code()).isEqualTo("UNREACHABLE");
        }
    }

    private static SshSettings at(int port) {
        return new SshSettings(
                "127.0.0.1",
                port,
                "drover",
                Optional.of(Keys.line(HOST_KEY)),
                Duration.ofMillis(500),
                Duration.ofSeconds(15));
    }

    @Test
    void an_address_that_is_not_allowed_is_not_connected_to() {
        try (SshHost guarded =
                new SshHost("LAVA", server.settings(Keys.line(HOST_KEY)), RIGHT, evidence, AddressGuard.of(""))) {
            ConnectorException failure = failureOf(() -> guarded.run(sh("true")));

            assertThat(failure.code()).isEqualTo("ADDRESS_REFUSED");
            assertThat(failure).hasMessageContaining(AddressGuard.PROPERTY);
        }
    }

    @Test
    void a_connection_that_is_lost_leaves_its_program_in_doubt_and_is_made_again() throws IOException {
        AtomicReference<Integer> read = new AtomicReference<>(0);

        ConnectorException failure =
                failureOf(() -> host.run(sh("while :; do echo half of it; sleep 0.01; done"), out -> {
                    byte[] half = out.readNBytes(100);
                    read.set(half.length);
                    server.dropConnections();
                    out.transferTo(new ByteArrayOutputStream());
                }));

        assertThat(read).hasValue(100);
        assertThat(failure.code()).isEqualTo("CONNECTION_LOST");
        assertThat(failure).hasMessageContainingAll("sh -c", "It is not known whether it ended");
        assertThat(host.run(sh("echo again")).orThrow().out().whole()).isEqualTo("again\n");
        assertThat(server.logins).hasValue(2);
    }

    @Test
    void of_a_program_that_a_host_does_not_end_nobody_knows_whether_it_goes_on() {
        server.deaf = true;
        AtomicLong pid = new AtomicLong();

        ConnectorException failure =
                failureOf(() -> host.run(sh("echo $$; exec sleep 300").within(Duration.ofSeconds(1)), out -> {
                    pid.set(pid(out));
                    out.read();
                }));

        assertThat(failure.code()).isEqualTo("PROGRAM_TIMED_OUT");
        assertThat(failure).hasMessageContaining("It is not known whether it ended or still runs.");
        assertThat(ProcessHandle.of(pid.get()).map(ProcessHandle::destroy)).contains(true);
    }

    @Test
    void a_port_of_the_far_host_is_reached_over_the_connection_and_closed_with_it() throws Exception {
        try (ServerSocket database = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket taken = database.accept()) {
                    taken.getOutputStream().write("ready".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                    // The test is over.
                }
            });
            Tunnel tunnel = host.forward("localhost", database.getLocalPort());
            try (Socket through = new Socket(InetAddress.getLoopbackAddress(), tunnel.port());
                    InputStream in = through.getInputStream()) {
                assertThat(new String(in.readNBytes(5), StandardCharsets.US_ASCII))
                        .isEqualTo("ready");
            }

            host.close();

            await().until(() -> !tunnel.isOpen());
            await().untilAsserted(() -> assertThatThrownBy(
                            () -> new Socket(InetAddress.getLoopbackAddress(), tunnel.port()).close())
                    .isInstanceOf(IOException.class));
        }
    }

    @Test
    void a_host_that_says_nothing_any_more_is_lost() throws IOException {
        Path marker = Files.createFile(folder.resolve("running"));
        try (MuteProxy proxy = new MuteProxy(server.port())) {
            SshSettings settings = new SshSettings(
                    "127.0.0.1",
                    proxy.port(),
                    TestSshServer.USER,
                    Optional.of(Keys.line(HOST_KEY)),
                    Duration.ofSeconds(20),
                    Duration.ofMillis(500));
            try (SshHost far = new SshHost("LAVA", settings, RIGHT, evidence, LOOPBACK)) {
                ConnectorException failure = failureOf(() ->
                        far.run(sh("echo begun; while [ -e \"$1\" ]; do sleep 0.05; done", marker.toString()), out -> {
                            out.readNBytes(6);
                            proxy.mute();
                            out.read();
                        }));

                assertThat(failure.code()).isEqualTo("CONNECTION_LOST");
            }
        } finally {
            Files.delete(marker);
        }
    }
}
