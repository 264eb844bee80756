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

    static AuditLine after(Audit audit, Instant at, String who, String what, @Nullable String step, String detail) {
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

    static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
