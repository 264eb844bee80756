package io.drover.contracts;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells messages of this installation from those of anybody else who can write to Kafka. Each is signed by its sender: its topic, its key, all of
 * its bytes and the time, with a key of its topic. The signature is a header, so that the JSON of messages is as it was.
 */
public final class Signatures {

    /** {@code 1:<when it was signed, in ms since 1970>:<base64>}. */
    public static final String HEADER = "drover.signature";

    private static final Pattern FORM = Pattern.compile("1:([0-9]{1,15}):([A-Za-z0-9+/=]{44})");
    private static final int MAX_CHARS = 100;

    private final InstallationKey key;
    private final Map<String, Signer> signers = new ConcurrentHashMap<>();

    public Signatures(InstallationKey key) {
        this.key = key;
    }

    /**
     * The value of the header.
     *
     * @param value null for a tombstone
     */
    public byte[] sign(String topic, byte @Nullable [] messageKey, byte @Nullable [] value) {
        String now = String.valueOf(System.currentTimeMillis());
        byte[] signature = signer(topic).sign(fields(topic, messageKey, value, now));
        return utf8("1:" + now + ":" + Base64.getEncoder().encodeToString(signature));
    }

    /**
     * When a message was signed by this installation.
     *
     * @param header null when it has none
     * @throws UnknownMessageException when it was not signed by this installation, for this topic, under this key
     */
    public Instant check(String topic, byte @Nullable [] messageKey, byte @Nullable [] value, byte @Nullable [] header)
            throws UnknownMessageException {
        if (header == null) {
            throw new UnknownMessageException("nobody of this installation signed it: it was forged, or sent by a"
                    + " release that did not sign");
        }
        Matcher parts = FORM.matcher(header.length > MAX_CHARS ? "" : new String(header, StandardCharsets.US_ASCII));
        if (!parts.matches()) {
            throw new UnknownMessageException("its signature is none that this release knows");
        }
        // What is longer than any message of ours is not worth the work, which would be a stranger's to make.
        if (value != null && value.length > Messages.MAX_BYTES && !topic.equals(Topics.CONNECTORS)) {
            throw Messages.tooLong(value.length);
        }
        byte[] signature = Base64.getDecoder().decode(parts.group(2));
        if (!signer(topic).signed(signature, fields(topic, messageKey, value, parts.group(1)))) {
            throw new UnknownMessageException("its signature is not of this installation, or not of this message under"
                    + " this key on this topic: it was forged, changed or moved");
        }
        return Instant.ofEpochMilli(Long.parseLong(parts.group(1)));
    }

    /**
     * Reads a message as it came from a topic, when it was signed for there.
     *
     * @throws UnknownMessageException as {@link #check} and {@link Messages#decode(byte[], Class)}, and when what it says belongs elsewhere
     */
    public <T extends Message> T open(
            String topic,
            byte @Nullable [] messageKey,
            byte @Nullable [] value,
            byte @Nullable [] header,
            Class<T> type)
            throws UnknownMessageException {
        check(topic, messageKey, value, header);
        T message = Messages.decode(value, type);
        if (!Topics.of(message).equals(topic)
                || messageKey == null
                || !Topics.key(message).equals(new String(messageKey, StandardCharsets.UTF_8))) {
            throw new UnknownMessageException("what it says belongs on " + Topics.of(message) + " under another key");
        }
        return message;
    }

    /** Nothing and no bytes are two things: a tombstone is not an empty message. */
    private static byte[][] fields(String topic, byte @Nullable [] messageKey, byte @Nullable [] value, String time) {
        byte[] present = {(byte) (messageKey == null ? 0 : 1), (byte) (value == null ? 0 : 1)};
        return new byte[][] {
            utf8(topic),
            present,
            messageKey == null ? new byte[0] : messageKey,
            value == null ? new byte[0] : value,
            utf8(time)
        };
    }

    private Signer signer(String topic) {
        return signers.computeIfAbsent(topic, name -> key.signer("message " + name));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
