package io.drover.connectors.agola.convert;

import io.drover.connectors.agola.convert.ConversionException.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * New ids where v0.8 draws random ones. Ours depend on the old ids only, so that the same export always gives the same file, and
 * are UUIDs of version 8 (RFC 9562), which is the one for such purposes.
 */
final class NewIds {

    private static final int HALF = 13;
    private static final int COUNTER_BITS = 28;
    private static final long VERSION = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final MessageDigest sha256;

    NewIds() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /**
     * For runs and their configurations: ids ascend as the old ones do, so that nothing has to be sorted. The old id is the second
     * in which the run service's etcd was set up and a counter, each 13 digits to the base of 32 (docs/contracts/agola.md 1.5); the new one has
     * 32 bits of the one, 28 of the other and 62 of a hash.
     */
    String ascending(NewKind kind, String oldId) throws ConversionException {
        long epoch = oldId.length() == 2 * HALF + 1 && oldId.charAt(HALF) == '-' ? number(oldId, 0) : -1;
        long counter = epoch < 0 ? -1 : number(oldId, HALF + 1);
        if (epoch < 0 || epoch >>> 32 != 0 || counter < 0 || counter >>> COUNTER_BITS != 0) {
            throw new ConversionException(
                    Reason.BAD_ID,
                    "The id " + oldId + " is not that of a v0.7 run (13 digits, '-', 13 digits, to the base of 32)."
                            + " Export again from v0.7.");
        }
        long high = (epoch << 32) | ((counter >>> 12) << 16) | VERSION | (counter & 0xfff);
        return new UUID(high, (hash(kind.word(), oldId).getLong() >>> 2) | VARIANT).toString();
    }

    /** For everything else: a hash of what makes the record unique. */
    String hashed(NewKind kind, String... unique) {
        ByteBuffer hash = hash(kind.word(), unique);
        return new UUID((hash.getLong() & ~0xf000L) | VERSION, (hash.getLong() >>> 2) | VARIANT).toString();
    }

    private ByteBuffer hash(String kind, String... parts) {
        sha256.update(kind.getBytes(StandardCharsets.UTF_8));
        for (String part : parts) {
            // The separator cannot be part of a text in UTF-8.
            sha256.update((byte) 0xff);
            sha256.update(part.getBytes(StandardCharsets.UTF_8));
        }
        return ByteBuffer.wrap(sha256.digest());
    }

    private static long number(String id, int start) {
        long number = 0;
        for (int i = start; i < start + HALF; i++) {
            char c = id.charAt(i);
            int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'v' ? c - 'a' + 10 : -1;
            if (digit < 0 || number >>> 58 != 0) {
                return -1;
            }
            number = number << 5 | digit;
        }
        return number;
    }
}
