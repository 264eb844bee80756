package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The audit of an execution, computed anew as a stranger would. */
final class AuditChain {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AuditChain() {}

    /** Every line follows the one before, and the last is the one that the execution names. @return the lines */
    static List<String> assertHolds(Api api, Execution execution) throws IOException, NoSuchAlgorithmException {
        String previous = "0".repeat(64);
        List<String> lines = api.get("/executions/" + execution.id() + "/audit")
                .text()
                .lines()
                .toList();
        for (String line : lines) {
            JsonNode json = JSON.readTree(line);
            assertThat(json.path("previous").asText()).as(line).isEqualTo(previous);
            String hash = json.path("hash").asText();
            String hashed = line.replace(",\"hash\":\"" + hash + "\"", "");
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(hashed.getBytes(StandardCharsets.UTF_8));
            assertThat(HexFormat.of().formatHex(digest)).as(line).isEqualTo(hash);
            previous = hash;
        }
        JsonNode audit = execution.json().path("audit");
        assertThat(audit.path("head").asText()).isEqualTo(previous);
        assertThat(audit.path("count").asInt()).isEqualTo(lines.size());
        return lines;
    }
}
