package io.drover.staging;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.SymmetricKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPEncryptedDataGenerator;
import org.bouncycastle.openpgp.PGPEncryptedDataList;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPLiteralData;
import org.bouncycastle.openpgp.PGPLiteralDataGenerator;
import org.bouncycastle.openpgp.PGPPBEEncryptedData;
import org.bouncycastle.openpgp.PGPRuntimeOperationException;
import org.bouncycastle.openpgp.jcajce.JcaPGPObjectFactory;
import org.bouncycastle.openpgp.operator.PGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.jcajce.JcaPGPDigestCalculatorProviderBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePBEDataDecryptorFactoryBuilder;
import org.bouncycastle.openpgp.operator.jcajce.JcePBEKeyEncryptionMethodGenerator;
import org.bouncycastle.openpgp.operator.jcajce.JcePGPDataEncryptorBuilder;

/**
 * Streams in and out of an OpenPGP message that a password opens: AES-256, integrity protected (RFC 9580 section 5.13.1),
 * one literal packet. Memory is constant. Any OpenPGP program opens it: {@code gpg -d}.
 */
public final class OpenPgp {

    private static final int BUFFER_BYTES = 1 << 16;

    private OpenPgp() {}

    /** How long somebody who guesses takes for each guess. */
    public enum Guessing {
        /** For a password that nobody can guess: 64 KiB are hashed to make the key. */
        HOPELESS(0x60),
        /** For a password that passes through people's hands: 16 MiB are hashed to make the key. */
        SLOW(0xe0);

        private final int count;

        Guessing(int count) {
            this.count = count;
        }
    }

    /**
     * Encrypts what is written into {@code out}, and closes that when it is closed.
     *
     * @throws IOException when {@code out} cannot be written
     */
    public static OutputStream encrypt(OutputStream out, char[] password, Guessing guessing) throws IOException {
        try {
            PGPEncryptedDataGenerator encrypted = new PGPEncryptedDataGenerator(
                    new JcePGPDataEncryptorBuilder(SymmetricKeyAlgorithmTags.AES_256).setWithIntegrityPacket(true));
            encrypted.addMethod(new JcePBEKeyEncryptionMethodGenerator(
                    password, digests().get(HashAlgorithmTags.SHA256), guessing.count));
            OutputStream packet = encrypted.open(out, new byte[BUFFER_BYTES]);
            PGPLiteralDataGenerator literal = new PGPLiteralDataGenerator();
            OutputStream content =
                    literal.open(packet, PGPLiteralData.BINARY, "", PGPLiteralData.NOW, new byte[BUFFER_BYTES]);
            return new Encrypting(content, packet, out);
        } catch (PGPException e) {
            throw new IllegalStateException("every Java platform has AES-256 and SHA-256", e);
        }
    }

    /**
     * Decrypts what is read from {@code in}, and closes that when it is closed.
     *
     * @throws IOException when it is no such message or the password is another; from any read, the one that meets the end
     *     included, when the message was cut or changed
     */
    public static InputStream decrypt(InputStream in, char[] password) throws IOException {
        try {
            if (!(new JcaPGPObjectFactory(in).nextObject() instanceof PGPEncryptedDataList list)
                    || !(list.get(0) instanceof PGPPBEEncryptedData message)
                    || !message.isIntegrityProtected()) {
                throw new IOException("is no OpenPGP message with a password and integrity protection");
            }
            InputStream packet =
                    message.getDataStream(new JcePBEDataDecryptorFactoryBuilder(digests()).build(password));
            if (!(new JcaPGPObjectFactory(packet).nextObject() instanceof PGPLiteralData literal)) {
                throw new IOException("holds no literal data, or was sealed with another password");
            }
            return new Decrypting(literal.getInputStream(), message, in);
        } catch (PGPException | RuntimeException e) {
            throw new IOException("cannot be decrypted: it was changed, or sealed with another password", e);
        }
    }

    private static PGPDigestCalculatorProvider digests() throws PGPException {
        return new JcaPGPDigestCalculatorProviderBuilder().build();
    }

    private static final class Encrypting extends FilterOutputStream {
        private final OutputStream packet;
        private final OutputStream end;

        Encrypting(OutputStream content, OutputStream packet, OutputStream end) {
            super(content);
            this.packet = packet;
            this.end = end;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            // A packet's chunks have a length that is a power of two; only the end makes a shorter one.
        }

        @Override
        public void close() throws IOException {
            out.close(); // ends the literal packet, then the encrypted one; neither closes what is below
            packet.close();
            end.close();
        }
    }

    private static final class Decrypting extends FilterInputStream {
        private final PGPPBEEncryptedData message;
        private final InputStream source;
        private boolean verified;

        Decrypting(InputStream content, PGPPBEEncryptedData message, InputStream source) {
            super(content);
            this.message = message;
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                int read = in.read(bytes, offset, length);
                if (read < 0 && !verified) {
                    if (!message.verify()) {
                        throw new IOException("does not have the content that it was sealed with");
                    }
                    verified = true;
                }
                return read;
            } catch (PGPException | PGPRuntimeOperationException e) {
                throw new IOException("cannot be decrypted to its end", e);
            }
        }

        @Override
        public long skip(long count) throws IOException {
            throw new IOException("an encrypted stream is read, not skipped");
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public void close() throws IOException {
            source.close();
        }
    }
}
