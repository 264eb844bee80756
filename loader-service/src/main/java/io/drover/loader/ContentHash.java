package io.drover.loader;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of a target body as the transformer wrote it: equal bodies have equal hashes. */
final class ContentHash {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private ContentHash() {}

    static String of(JsonNode body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(MAPPER.writeValueAsBytes(body));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException | JsonProcessingException e) {
            throw new IllegalStateException("a body can always be hashed", e);
        }
    }
}
