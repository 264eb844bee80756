package io.drover.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyEncryptionContext;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.jspecify.annotations.Nullable;

/** Keys of hosts and users, made for one test. */
final class Keys {

    private static final KeyPair RSA = pair("ssh-rsa", 2048);

    private Keys() {}

    static KeyPair ed25519() {
        return pair("ssh-ed25519", 256);
    }

    /** One for all, since it takes seconds to make. */
    static KeyPair rsa() {
        return RSA;
    }

    static KeyPair ecdsa() {
        return pair("ecdsa-sha2-nistp256", 256);
    }

    private static KeyPair pair(String type, int bits) {
        try {
            return KeyUtils.generateKeyPair(type, bits);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As in known_hosts, without names. */
    static String line(KeyPair pair) {
        return PublicKeyEntry.toString(pair.getPublic());
    }

    /** As ssh-keygen writes it. */
    static String openSsh(KeyPair pair, @Nullable String passphrase) {
        OpenSSHKeyEncryptionContext context = null;
        if (passphrase != null) {
            context = new OpenSSHKeyEncryptionContext();
            context.setCipherName("AES");
            context.setCipherType("256");
            context.setCipherMode("CTR");
            context.setPassword(passphrase);
        }
        ByteArrayOutputStream pem = new ByteArrayOutputStream();
        try {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "made for a test", context, pem);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return pem.toString(StandardCharsets.UTF_8);
    }
}
