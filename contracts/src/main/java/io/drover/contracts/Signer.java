package io.drover.contracts;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs for one purpose (HMAC-SHA-256), and tells what was signed for it. For any number of threads. */
public final class Signer {

    private static final String HMAC = "HmacSHA256";

    private final List<byte[]> keys;

    /** @param keys the first signs */
    Signer(List<byte[]> keys) {
        this.keys = keys;
    }

    /** @param fields in order; where one ends and the next begins is signed with them */
    public byte[] sign(byte[]... fields) {
        return hmac(keys.getFirst(), framed(fields));
    }

    /** Likewise of texts. */
    public byte[] sign(String text) {
        return sign(new byte[][] {text.getBytes(StandardCharsets.UTF_8)});
    }

    /** Whether {@link #sign} gives this signature, or gave it under an earlier key. */
    public boolean signed(byte[] signature, byte[]... fields) {
        byte[] framed = framed(fields);
        boolean found = false;
        for (byte[] key : keys) {
            found |= MessageDigest.isEqual(hmac(key, framed), signature);
        }
        return found;
    }

    /** Likewise of texts. */
    public boolean signed(byte[] signature, String text) {
        return signed(signature, new byte[][] {text.getBytes(StandardCharsets.UTF_8)});
    }

    static byte[] hmac(byte[] key, byte[] bytes) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + HMAC, e);
        }
    }

    /** Each with its length before it. */
    private static byte[] framed(byte[]... fields) {
        int length = 0;
        for (byte[] field : fields) {
            length += Integer.BYTES + field.length;
        }
        ByteBuffer framed = ByteBuffer.allocate(length);
        for (byte[] field : fields) {
            framed.putInt(field.length).put(field);
        }
        return framed.array();
    }
}
