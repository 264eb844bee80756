package io.drover.process;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;

/** Sets up MINA's client for one host. It reads nothing of the user's own files in {@code ~/.ssh}. */
final class SshClients {

    /** As many questions without an answer as a connection survives. */
    private static final int UNANSWERED = 3;

    /** Ahead of others, so that the key that OpenSSH shows to a person is the one that is seen here. */
    private static final List<String> ORDER = List.of("ssh-ed25519", "ecdsa-", "rsa-sha2-512", "rsa-sha2-256");

    private SshClients() {}

    /** @param verifier asked from the first key exchange on */
    static SshClient of(SshSettings settings, SshLogin login, HostKeyPin pin, ServerKeyVerifier verifier) {
        SshClient client = SshClient.setUpDefaultClient();
        client.setServerKeyVerifier(verifier);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setSignatureFactories(byPreference(client.getSignatureFactories(), pin));
        CoreModuleProperties.PREFERRED_AUTHS.set(
                client,
                switch (login) {
                    case SshLogin.Key unused -> "publickey";
                    case SshLogin.Password unused -> "password,keyboard-interactive";
                });
        CoreModuleProperties.PASSWORD_PROMPTS.set(client, 1);
        CoreModuleProperties.REQUEST_EXEC_REPLY.set(client, true);
        CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, settings.keepAlive());
        CoreModuleProperties.HEARTBEAT_REQUEST.set(client, "keepalive@openssh.com");
        CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, UNANSWERED);
        CoreModuleProperties.IDLE_TIMEOUT.set(client, Duration.ZERO); // A program may say nothing for hours.
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(client, Duration.ofDays(365)); // And take no input meanwhile.
        return client;
    }

    /** Host certificates are left out: what is pinned is a key. */
    private static List<NamedFactory<Signature>> byPreference(List<NamedFactory<Signature>> all, HostKeyPin pin) {
        return all.stream()
                .filter(each -> !each.getName().contains("-cert-"))
                .sorted(Comparator.comparing((NamedFactory<Signature> each) -> !pinned(pin, each.getName()))
                        .thenComparing(each -> order(each.getName())))
                .toList();
    }

    private static boolean pinned(HostKeyPin pin, String algorithm) {
        return pin.types().contains(algorithm.startsWith("rsa-sha2") ? "ssh-rsa" : algorithm);
    }

    private static int order(String algorithm) {
        for (int i = 0; i < ORDER.size(); i++) {
            if (algorithm.startsWith(ORDER.get(i))) {
                return i;
            }
        }
        return ORDER.size();
    }
}
