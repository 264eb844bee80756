package io.drover.archive;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The audit of an execution, checked as its lines pass by: each carries the hash of the line before, and its own over all that
 * stands before {@code ,"hash":}.
 */
final class AuditTrail {

    static final String FILE = "audit.jsonl";

    private static final String NONE = "0".repeat(64);
    private static final String HASH = ",\"hash\":\"";

    private long lines;
    private String head = NONE;
    private @Nullable String broken;

    /** Copies the lines byte for byte. */
    void copy(InputStream in, OutputStream out) throws IOException {
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.write('\n');
            add(line);
        }
    }

    /** That no line was changed, taken out or put in. */
    Proof proof() {
        return new Proof(
                "The audit is unchanged: every line carries the hash of the line before",
                broken == null,
                broken == null ? Format.count(lines) + " lines; the last hash is " + head + "." : broken);
    }

    boolean isEmpty() {
        return lines == 0;
    }

    private void add(String line) throws IOException {
        lines++;
        JsonNode json = Json.MAPPER.readTree(line);
        String hash = json.path("hash").asText();
        int end = line.lastIndexOf(HASH);
        String own = end < 0 ? "" : sha256(line.substring(0, end) + "}");
        if (broken == null && !json.path("previous").asText().equals(head)) {
            broken = "Line " + lines + " does not follow the line before it.";
        } else if (broken == null && !own.equals(hash)) {
            broken = "Line " + lines + " is not what it was when its hash was made.";
        }
        head = hash;
    }

    private static String sha256(String text) {
        return HexFormat.of().formatHex(Sums.sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
