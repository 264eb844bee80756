package io.drover.contracts;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message that could not be understood, as it is put on {@link Topics#DEAD_LETTERS}: the bytes that came, as they came, and
 * never more of them than any broker takes, so that whatever lies on a topic can be moved out of the way. A message that
 * Drover wrote is always whole.
 */
public final class Buried {

    /** Header: why it could not be understood. */
    public static final String REASON = "drover.reason";
    /** Header: where it came from. */
    public static final String TOPIC = "drover.topic";
    /** Header: how many bytes it has, in decimal digits. Where that is more than are here, it was cut. */
    public static final String BYTES = "drover.bytes";

    /** Header, of one that was cut: SHA-256 over all its bytes, hex. */
    public static final String SHA256 = "drover.sha256";

    private static final int MAX_VALUE = Messages.MAX_BYTES;
    private static final int MAX_KEY = 1024;
    private static final int MAX_REASON = 1_000;

    private final byte @Nullable [] key;
    private final byte[] value;
    private final Map<String, byte[]> headers;

    private Buried(byte @Nullable [] key, byte[] value, Map<String, byte[]> headers) {
        this.key = key;
        this.value = value;
        this.headers = headers;
    }

    /**
     * @param value null for a tombstone, which has no bytes
     * @param signature as it came, in {@link Signatures#HEADER}; null when it had none
     */
    public static Buried of(
            String topic, byte @Nullable [] key, byte @Nullable [] value, byte @Nullable [] signature, String reason) {
        byte[] whole = value == null ? new byte[0] : value;
        Map<String, byte[]> headers = new HashMap<>();
        headers.put(REASON, utf8(reason.substring(0, Math.min(reason.length(), MAX_REASON))));
        headers.put(TOPIC, utf8(topic));
        headers.put(BYTES, utf8(String.valueOf(whole.length)));
        if (whole.length > MAX_VALUE) {
            headers.put(SHA256, utf8(sha256(whole)));
        }
        if (signature != null) {
            headers.put(Signatures.HEADER, first(signature, MAX_KEY));
        }
        return new Buried(key == null ? null : first(key, MAX_KEY), first(whole, MAX_VALUE), Map.copyOf(headers));
    }

    public byte @Nullable [] key() {
        return key;
    }

    public byte[] value() {
        return value;
    }

    public Map<String, byte[]> headers() {
        return headers;
    }

    private static byte[] first(byte[] bytes, int most) {
        return bytes.length <= most ? bytes : Arrays.copyOf(bytes, most);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
