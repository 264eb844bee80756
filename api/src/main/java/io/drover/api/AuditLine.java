package io.drover.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One line of an execution's audit: each carries the hash of the line before, so that none can be changed, taken out or put
 * in unseen; {@link AuditHead} says where they end.
 *
 * @param json the line as it is kept and served: fields in one order, no spaces, {@code previous} and {@code hash} last
 * @param hash SHA-256 over the line without its field {@code hash}, hex
 */
public record AuditLine(long seq, String json, String hash) {

    private static final Pattern FORM = Pattern.compile(
            "(\\{\"seq\":(\\d{1,18}),.*\"previous\":\"([^\"]*)\"),\"hash\":\"([^\"]*)\"}", Pattern.DOTALL);

    public static AuditLine after(
            AuditHead head, Instant at, String who, String what, @Nullable String step, String detail) {
        long seq = head.count() + 1;
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("seq", seq);
        line.put("at", at.toString());
        line.put("who", who);
        line.put("what", what);
        line.put("step", step);
        line.put("detail", detail);
        line.put("previous", head.head());
        String hash = sha256(line.toString());
        line.put("hash", hash);
        return new AuditLine(seq, line.toString(), hash);
    }

    /**
     * A line as it was kept.
     *
     * @param head where the audit stands before it
     * @throws IllegalArgumentException when it is not the next line, or was changed; the message says which
     */
    public static AuditLine read(AuditHead head, String json) {
        Matcher line = FORM.matcher(json);
        if (!line.matches()) {
            throw new IllegalArgumentException("it does not end with its hash");
        }
        long seq = head.count() + 1;
        if (Long.parseLong(line.group(2)) != seq) {
            throw new IllegalArgumentException("its seq is " + line.group(2) + ", expected " + seq
                    + ": an entry is missing, or twice, or out of order");
        }
        if (!line.group(3).equals(head.head())) {
            throw new IllegalArgumentException("its previous hash is " + line.group(3) + ", expected " + head.head()
                    + (seq == 1 ? ", the start of a chain" : ", the hash of the line before"));
        }
        String computed = sha256(line.group(1) + "}");
        if (!computed.equals(line.group(4))) {
            throw new IllegalArgumentException("its hash is " + line.group(4) + ", its content gives " + computed
                    + ": it was changed after it was written");
        }
        return new AuditLine(seq, json, computed);
    }

    public static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
