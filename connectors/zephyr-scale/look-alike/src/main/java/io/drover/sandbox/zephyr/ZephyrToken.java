package io.drover.sandbox.zephyr;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.RefusedRequest;
import java.io.IOException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The bearer check: first the form of the token, each fault with its own text, then its value. */
final class ZephyrToken {

    private final String expected;

    ZephyrToken(String token) {
        this.expected = "Bearer " + token;
    }

    void check(@Nullable String authorization, boolean revoked) {
        if (!expected.equals(authorization)) {
            throw why(authorization);
        }
        if (revoked) {
            throw new RefusedRequest(ZephyrErrors.error(403, "The access key is not valid any more"));
        }
    }

    private static RefusedRequest why(@Nullable String authorization) {
        if (authorization == null || !authorization.startsWith("Bearer ")) {
            return ZephyrErrors.unauthorized("Authorization header with a bearer token is missing");
        }
        String[] parts = authorization.substring("Bearer ".length()).split("\\.", -1);
        if (parts.length != 3) {
            return ZephyrErrors.unauthorized("Invalid JWT: expected 3 parts, found " + parts.length);
        }
        for (int i = 0; i < 2; i++) {
            try {
                if (!Json.MAPPER
                        .readTree(Base64.getUrlDecoder().decode(parts[i]))
                        .isObject()) {
                    return ZephyrErrors.unauthorized("Invalid JWT: part " + (i + 1) + " is not a JSON object");
                }
            } catch (IllegalArgumentException e) {
                return ZephyrErrors.unauthorized("Invalid JWT: part " + (i + 1) + " is not base64url");
            } catch (JsonProcessingException e) {
                return ZephyrErrors.unauthorized("Invalid JWT: part " + (i + 1) + " is not JSON");
            } catch (IOException e) {
                return ZephyrErrors.unauthorized("Invalid JWT: part " + (i + 1) + " cannot be read");
            }
        }
        return ZephyrErrors.unauthorized("Invalid JWT signature");
    }
}
