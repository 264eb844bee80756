package io.drover.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.staging.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was written into one record of the target: by {@link Places place} a fingerprint of the value, so that a later look tells
 * an edit from our own value. 16 bytes a place; a fingerprint of 64 bits takes two values for one once in some 10^19.
 */
public final class Written {

    /** Before the place of a value that the target gave by itself; no property is called so. */
    private static final String GIVEN = "given ";

    private static final int ENTRY_BYTES = 2 * Long.BYTES;
    /** Labels of fields are the same in all records; their hashes are kept, up to a bound. */
    private static final int REMEMBERED = 10_000;

    private static final Map<String, Long> PLACES = new ConcurrentHashMap<>();
    private static final long NOTHING = fingerprint(NullNode.getInstance());

    private final Map<Long, Long> values;

    private Written(Map<Long, Long> values) {
        this.values = values;
    }

    /** All places of a body whose references are resolved. */
    public static Written of(ObjectNode body) {
        Map<Long, Long> values = new HashMap<>();
        MessageDigest digest = Sha256.newDigest();
        Places.of(body).forEach((place, value) -> values.put(hash(place), fingerprint(digest, value)));
        return new Written(values);
    }

    static Written of(byte[] bytes) {
        Map<Long, Long> values = new HashMap<>();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.remaining() >= ENTRY_BYTES) {
            values.put(buffer.getLong(), buffer.getLong());
        }
        return new Written(values);
    }

    byte[] toBytes() {
        ByteBuffer buffer = ByteBuffer.allocate(values.size() * ENTRY_BYTES);
        values.forEach((place, value) -> buffer.putLong(place).putLong(value));
        return buffer.array();
    }

    /** Whether nothing was ever written: what is there was found there. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** Whether anything was written there, an empty value too. */
    public boolean knows(String place) {
        return values.containsKey(hash(place));
    }

    /** Whether this value was written there; empty values are all the same. */
    public boolean same(String place, JsonNode value) {
        Long written = values.get(hash(place));
        return written != null && written == fingerprint(value);
    }

    /** The same, and the target gave this value by itself where nothing was written. */
    public Written given(String place, JsonNode value) {
        Map<Long, Long> changed = new HashMap<>(values);
        changed.put(hash(GIVEN + place), fingerprint(value));
        return new Written(changed);
    }

    /** Whether the target gave this value by itself. */
    public boolean wasGiven(String place, JsonNode value) {
        return same(GIVEN + place, value);
    }

    /** The same, and what the target had given there by itself before {@code other} was written over. */
    public Written givenAs(Written other, String place) {
        return as(other, GIVEN + place);
    }

    /** The same but for one place, at which {@code other} has what was written. */
    public Written as(Written other, String place) {
        Map<Long, Long> changed = new HashMap<>(values);
        Long was = other.values.get(hash(place));
        if (was != null) {
            changed.put(hash(place), was);
        }
        return new Written(changed);
    }

    /** The same, and nothing is there. */
    public Written cleared(String place) {
        Map<Long, Long> changed = new HashMap<>(values);
        changed.put(hash(place), NOTHING);
        return new Written(changed);
    }

    /** The same as if nothing had ever been written there. */
    public Written without(String place) {
        Map<Long, Long> changed = new HashMap<>(values);
        changed.remove(hash(place));
        return new Written(changed);
    }

    private static long hash(String place) {
        Long known = PLACES.get(place);
        if (known != null) {
            return known;
        }
        MessageDigest digest = Sha256.newDigest();
        long hash = first(digest.digest(place.getBytes(StandardCharsets.UTF_8)));
        if (PLACES.size() < REMEMBERED) {
            PLACES.put(place, hash);
        }
        return hash;
    }

    private static long fingerprint(JsonNode value) {
        return fingerprint(Sha256.newDigest(), value);
    }

    private static long fingerprint(MessageDigest digest, JsonNode value) {
        if (!Places.isEmpty(value)) {
            feed(digest, value);
        }
        return first(digest.digest());
    }

    /** Names of properties are sorted, so that their order says nothing. Nulls are as if they were not there. */
    private static void feed(MessageDigest digest, JsonNode value) {
        if (value.isObject()) {
            digest.update((byte) '{');
            Map<String, JsonNode> sorted = new TreeMap<>();
            value.properties().forEach(property -> sorted.put(property.getKey(), property.getValue()));
            sorted.forEach((name, inner) -> {
                if (!inner.isNull()) {
                    text(digest, name);
                    feed(digest, inner);
                }
            });
            digest.update((byte) '}');
        } else if (value.isArray()) {
            digest.update((byte) '[');
            value.forEach(element -> feed(digest, element));
            digest.update((byte) ']');
        } else {
            text(digest, value.asText());
        }
    }

    private static void text(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            digest.update((byte) (bytes.length >>> shift));
        }
        digest.update(bytes);
    }

    private static long first(byte[] digest) {
        return ByteBuffer.wrap(digest).getLong();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Written written && written.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}
