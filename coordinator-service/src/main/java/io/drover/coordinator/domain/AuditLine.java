package io.drover.coordinator.domain;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * One line of an execution's audit: each carries the hash of the line before, so that none can be changed, taken out or put
 * in unseen; {@link Audit} in the execution's state holds the last.
 *
 * @param json the line as it is kept and served: fields in one order, no spaces, {@code hash} last
 * @param hash SHA-256 over the line without its field {@code hash}, hex
 */
public record AuditLine(long seq, String json, String hash) {

    private static final String HASH = ",\"hash\":\"";

    public static AuditLine after(
            Audit audit, Instant at, String who, String what, @Nullable String step, String detail) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("seq", audit.count() + 1);
        line.put("at", at.toString());
        line.put("who", who);
        line.put("what", what);
        line.put("step", step);
        line.put("detail", detail);
        line.put("previous", audit.head());
        String hash = sha256(line.toString());
        line.put("hash", hash);
        return new AuditLine(audit.count() + 1, line.toString(), hash);
    }

    /**
     * A line as it was kept.
     *
     * @param audit where the audit stands before it
     * @throws IllegalArgumentException when it is not the next line, or was changed
     */
    public static AuditLine read(Audit audit, String json) {
        int end = json.lastIndexOf(HASH);
        if (end < 0 || !json.endsWith("\"}")) {
            throw new IllegalArgumentException("a line of the audit has no hash");
        }
        String hash = json.substring(end + HASH.length(), json.length() - 2);
        long seq = audit.count() + 1;
        if (!hash.equals(sha256(json.substring(0, end) + "}"))
                || !json.startsWith("{\"seq\":" + seq + ",")
                || !json.substring(0, end).endsWith("\"previous\":\"" + audit.head() + "\"")) {
            throw new IllegalArgumentException("line " + seq + " of the audit is not the one that was written");
        }
        return new AuditLine(seq, json, hash);
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
