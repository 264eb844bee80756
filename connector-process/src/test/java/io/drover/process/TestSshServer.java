package io.drover.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.Signal;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.AcceptAllForwardingFilter;
import org.jspecify.annotations.Nullable;

/** A real SSH server, which gives commands to /bin/sh as OpenSSH does, and passes signals on. */
final class TestSshServer implements AutoCloseable {

    static final String USER = "drover";
    static final String PASSWORD = "hunter-and-gatherer-2";

    final Set<PublicKey> allowed = ConcurrentHashMap.newKeySet();
    final AtomicInteger logins = new AtomicInteger();
    /** Signals are not passed on, and a program goes on when its channel closes. */
    volatile boolean deaf;

    private final SshServer server = SshServer.setUpDefaultServer();

    TestSshServer(KeyPair... hostKeys) {
        this(0, hostKeys);
    }

    TestSshServer(int port, KeyPair... hostKeys) {
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(hostKeys));
        server.setPasswordAuthenticator((user, password, session) -> user.equals(USER) && password.equals(PASSWORD));
        server.setPublickeyAuthenticator((user, key, session) ->
                user.equals(USER) && allowed.stream().anyMatch(known -> KeyUtils.compareKeys(known, key)));
        server.setCommandFactory((channel, command) -> new OnServer(command));
        server.setForwardingFilter(AcceptAllForwardingFilter.INSTANCE);
        server.addSessionListener(new SessionListener() {
            @Override
            public void sessionEvent(Session session, Event event) {
                if (event == Event.Authenticated) {
                    logins.incrementAndGet();
                }
            }
        });
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getPort();
    }

    SshSettings settings(String hostKey) {
        return new SshSettings(
                "127.0.0.1", port(), USER, Optional.of(hostKey), Duration.ofSeconds(20), Duration.ofSeconds(15));
    }

    /** As when the machine is switched off, but with a word to the client. */
    void dropConnections() {
        List.copyOf(server.getActiveSessions()).forEach(session -> session.close(true));
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }

    /** One command. */
    private final class OnServer implements Command {

        private final String command;
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();
        private OutputStream err = OutputStream.nullOutputStream();
        private ExitCallback callback = (status, message, closes) -> {};
        private @Nullable Process process;

        OnServer(String command) {
            this.command = command;
        }

        @Override
        public void start(ChannelSession channel, Environment environment) throws IOException {
            Process process = new ProcessBuilder("/bin/sh", "-c", command).start();
            this.process = process;
            environment.addSignalListener(
                    (unusedChannel, signal) -> {
                        if (deaf) {
                            return;
                        }
                        if (signal == Signal.KILL) {
                            process.toHandle().destroyForcibly();
                        } else {
                            process.toHandle().destroy();
                        }
                    },
                    Signal.TERM,
                    Signal.KILL);
            Thread toOut = pump(process.getInputStream(), out);
            Thread toErr = pump(process.getErrorStream(), err);
            Thread.ofPlatform().daemon().start(() -> {
                try (OutputStream to = process.getOutputStream()) {
                    byte[] buffer = new byte[8192];
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        to.write(buffer, 0, n);
                        to.flush();
                    }
                } catch (IOException e) {
                    // The program takes no more.
                }
            });
            Thread.ofPlatform().daemon().start(() -> {
                try {
                    int status = process.waitFor();
                    toOut.join();
                    toErr.join();
                    callback.onExit(status);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        private Thread pump(InputStream from, OutputStream to) {
            return Thread.ofPlatform().daemon().start(() -> {
                try {
                    byte[] buffer = new byte[8192];
                    for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                        to.write(buffer, 0, n);
                        to.flush();
                    }
                } catch (IOException e) {
                    // The client is gone.
                }
            });
        }

        @Override
        public void destroy(ChannelSession channel) {
            if (process != null && !deaf) {
                process.toHandle().destroy();
            }
        }

        @Override
        public void setInputStream(InputStream stream) {
            in = stream;
        }

        @Override
        public void setOutputStream(OutputStream stream) {
            out = stream;
        }

        @Override
        public void setErrorStream(OutputStream stream) {
            err = stream;
        }

        @Override
        public void setExitCallback(ExitCallback exit) {
            callback = exit;
        }
    }
}
