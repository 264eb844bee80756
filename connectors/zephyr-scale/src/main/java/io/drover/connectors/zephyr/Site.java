package io.drover.connectors.zephyr;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.spi.Address;
import java.io.IOException;
import java.util.Base64;
import java.util.Optional;

/**
 * The Jira site that an access key belongs to. All sites of a region answer at one address, and the key, a JWT, says which one is
 * meant: its claim {@code context.baseUrl} is the site's address (seen in keys of Zephyr Scale Cloud; not documented).
 */
final class Site {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int PARTS = 3;

    private Site() {}

    /** Empty when the key does not say it. What a key says is not proven here: Zephyr refuses one that was changed. */
    static Optional<String> of(String token) {
        String[] parts = token.split("\\.", -1);
        if (parts.length != PARTS) {
            return Optional.empty();
        }
        try {
            JsonNode claims = MAPPER.readTree(Base64.getUrlDecoder().decode(parts[1]));
            return Optional.ofNullable(claims.at("/context/baseUrl").textValue())
                    .filter(url -> !url.isBlank())
                    .map(Address::normal);
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }
}
