package io.drover.process;

import io.drover.http.AddressGuard;
import io.drover.http.AddressRefusedException;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** Logs in to a host, after it proved to be the one that is meant. One thread at a time. */
final class SshConnector {

    /** OpenSSH says the second when it was tried too often. */
    private static final Set<Integer> REFUSALS = Set.of(
            SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE, SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR);

    private final String from;
    private final SshSettings settings;
    private final SshLogin login;
    private final AddressGuard guard;
    private final HostKeyPin pin;
    private final @Nullable KeyPair key;
    private final AtomicReference<@Nullable PublicKey> seen = new AtomicReference<>();
    private final SshClient client;

    SshConnector(String system, SshSettings settings, SshLogin login, AddressGuard guard) {
        this.from = system + " at " + settings.host() + ":" + settings.port();
        this.settings = settings;
        this.login = login;
        this.guard = guard;
        this.pin = HostKeyPin.of(system, settings.hostKey().orElse(""));
        this.key = login instanceof SshLogin.Key given ? read(given) : null;
        this.client = SshClients.of(settings, login, pin, (unusedSession, unusedAddress, shown) -> {
            seen.set(shown);
            return pin.knows(shown);
        });
    }

    ClientSession connect() {
        client.start(); // Does nothing when it runs.
        seen.set(null);
        ClientSession session = null;
        try {
            session = reach();
            identify(session);
            session.auth().verify(settings.connectTimeout());
            return session;
        } catch (InterruptedIOException e) {
            throw ProcessFailures.interrupted("The batch was stopped while it connected to " + from + ".");
        } catch (IOException e) {
            throw why(session, e);
        } finally {
            if (session != null && !session.isAuthenticated()) {
                session.close(true);
            }
        }
    }

    private void identify(ClientSession session) {
        switch (login) {
            case SshLogin.Password(String value) -> session.addPasswordIdentity(value);
            case SshLogin.Key unused -> session.addPublicKeyIdentity(key);
        }
    }

    /** Connects to an address that was checked, and to no other. */
    private ClientSession reach() throws IOException {
        IOException failure = new IOException("no address");
        for (InetAddress address : addresses()) {
            try {
                return client.connect(settings.user(), new InetSocketAddress(address, settings.port()))
                        .verify(settings.connectTimeout())
                        .getSession();
            } catch (InterruptedIOException e) {
                throw e;
            } catch (IOException e) {
                failure = e;
            }
        }
        throw failure;
    }

    private List<InetAddress> addresses() {
        try {
            return guard.resolve(settings.host());
        } catch (AddressRefusedException e) {
            throw user("ADDRESS_REFUSED", ": " + e.getMessage() + ".", e);
        } catch (UnknownHostException e) {
            throw user("HOST_UNKNOWN", ": there is no host of that name. Check host for a typing mistake.", e);
        }
    }

    private ConnectorException why(@Nullable ClientSession session, IOException e) {
        PublicKey shown = seen.get();
        if (shown != null && !pin.knows(shown)) {
            return pin.refusal(from, shown);
        }
        if (shown != null && e instanceof SshException known && REFUSALS.contains(known.getDisconnectCode())) {
            String what = key == null
                    ? "the password, and whether the server takes passwords."
                    : "the key, and that its public half is in the user's authorized_keys there.";
            return user(
                    "LOGIN_REFUSED", " does not let the user " + settings.user() + " in. Check the user, " + what, e);
        }
        return unreachable(
                session == null ? "cannot be reached" : "takes connections, but the login came to no end", e);
    }

    ConnectorException unreachable(String how, IOException e) {
        return new ConnectorException(
                "UNREACHABLE",
                FailureType.EXTERNAL,
                from + " " + how + ". Check host and port, that its SSH server is up, and firewalls between.",
                null,
                e);
    }

    private ConnectorException user(String code, String how, @Nullable Exception e) {
        return new ConnectorException(code, FailureType.USER, from + how, null, e);
    }

    private KeyPair read(SshLogin.Key given) {
        try {
            Iterable<KeyPair> keys = SecurityUtils.loadKeyPairIdentities(
                    null,
                    NamedResource.ofName("private key"),
                    new ByteArrayInputStream(given.pem().getBytes(StandardCharsets.UTF_8)),
                    given.passphrase() == null ? null : FilePasswordProvider.of(given.passphrase()));
            Iterator<KeyPair> first = keys == null ? List.<KeyPair>of().iterator() : keys.iterator();
            if (first.hasNext()) {
                return first.next();
            }
            throw unreadable(null);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw unreadable(e);
        }
    }

    private ConnectorException unreadable(@Nullable Exception e) {
        String advice =
                ": the private key cannot be read. It has to be whole, in PEM or OpenSSH's form, with its passphrase where it"
                        + " is encrypted.";
        return user("KEY_UNREADABLE", advice, e);
    }

    void close() {
        client.stop();
    }
}
