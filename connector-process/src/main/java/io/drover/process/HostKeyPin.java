package io.drover.process;

import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;

/**
 * The keys that a host is known by.
 *
 * @param fingerprints as OpenSSH writes them, {@code SHA256:} and Base64 without padding
 * @param types of those that were given whole, for example {@code ssh-ed25519}
 */
record HostKeyPin(Set<String> fingerprints, Set<String> types) {

    private static final Pattern FINGERPRINT = Pattern.compile("SHA256:([A-Za-z0-9+/]{43})=?");
    private static final Pattern KEY =
            Pattern.compile("(?:^|\\s)((?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[\\w@.-]+)\\s+([A-Za-z0-9+/]+={0,2})(?:\\s|$)");

    /**
     * Reads the setting: each line a fingerprint, or a line of known_hosts, whose names do not count.
     *
     * @throws ConnectorException {@code SETTING_INVALID}
     */
    static HostKeyPin of(String system, String setting) {
        Set<String> fingerprints = new LinkedHashSet<>();
        Set<String> types = new LinkedHashSet<>();
        setting.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(line -> {
                    Matcher fingerprint = FINGERPRINT.matcher(line);
                    Matcher key = KEY.matcher(line);
                    if (fingerprint.matches()) {
                        fingerprints.add("SHA256:" + fingerprint.group(1));
                    } else if (!line.startsWith("@") && key.find()) {
                        fingerprints.add(fingerprint(decoded(system, key.group(2))));
                        types.add(key.group(1));
                    } else {
                        throw invalid(system);
                    }
                });
        return new HostKeyPin(Set.copyOf(fingerprints), Set.copyOf(types));
    }

    private static byte[] decoded(String system, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw invalid(system);
        }
    }

    private static ConnectorException invalid(String system) {
        return new ConnectorException(
                "SETTING_INVALID",
                FailureType.USER,
                "The setting \"ssh.hostKey\" of the " + system
                        + " connection cannot be read; it is a fingerprint as in SHA256:…, or"
                        + " lines of known_hosts without a mark such as @revoked.");
    }

    private static String fingerprint(byte[] key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** How OpenSSH writes a key's fingerprint. */
    static String fingerprint(PublicKey key) {
        return KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
    }

    boolean knows(PublicKey key) {
        return fingerprints.contains(fingerprint(key));
    }

    /**
     * What to say of a key that is not one of these.
     *
     * @param from system, host and port
     */
    ConnectorException refusal(String from, PublicKey seen) {
        String key = KeyUtils.getKeyType(seen) + " " + fingerprint(seen);
        if (fingerprints.isEmpty()) {
            return new ConnectorException(
                    "HOST_KEY_UNKNOWN",
                    FailureType.USER,
                    from + " showed the host key " + key
                            + ", and nothing says whether that is its key. Compare it with what"
                            + " \"ssh-keygen -lf\" shows of the files /etc/ssh/ssh_host_*_key.pub on that host, and write it into"
                            + " the setting hostKey.");
        }
        return new ConnectorException(
                "HOST_KEY_CHANGED",
                FailureType.USER,
                from + " showed the host key " + key + ", and hostKey says " + String.join(" or ", fingerprints)
                        + ". Either somebody intercepts the connection, or the host has a new key. Ask the operators"
                        + " of the host. Write the new key into hostKey only if they confirm it.");
    }
}
