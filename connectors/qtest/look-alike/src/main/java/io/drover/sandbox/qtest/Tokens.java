package io.drover.sandbox.qtest;

import io.drover.sandbox.faults.Fault;
import io.drover.sandbox.faults.Faults;
import io.drover.sandbox.http.IncomingRequest;
import io.drover.sandbox.http.Json;
import io.drover.sandbox.http.PlayedAnswer;
import io.drover.sandbox.http.RefusedRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Tokens: the personal one, and those of the password and refresh grants (docs/contracts/zephyr-scale-and-qtest.md §3.1). */
final class Tokens {

    private static final long VALID_MS = 86_400_000L;

    private final QTestOptions account;
    private final Faults faults;
    private final String siteBasic;
    private final String refreshBasic = basic("qtest-api:");
    private final Map<String, Long> granted = new ConcurrentHashMap<>();
    private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();

    Tokens(QTestOptions account, Faults faults) {
        this.account = account;
        this.faults = faults;
        this.siteBasic = basic(account.site() + ":");
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** @param route the endpoint's name, for fault rules */
    void check(@Nullable String authorization, String route) {
        String token = bearer(authorization);
        if (token == null || faults.switches().get(QTestSwitches.TOKEN_REVOKED) || !valid(token)) {
            throw unauthorized();
        }
        if (faults.strikes(Fault.EXPIRED_TOKEN, route)) {
            granted.remove(token);
            throw unauthorized();
        }
    }

    private boolean valid(String token) {
        if (token.equals(account.token())) {
            return true;
        }
        Long until = granted.get(token);
        return until != null && until > System.currentTimeMillis();
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, "bearer ", 0, 7)
                ? authorization.substring(7)
                : null;
    }

    private static RefusedRequest unauthorized() {
        return new RefusedRequest(QTestErrors.error(401, "The token is invalid or expired"));
    }

    /** POST /oauth/token. */
    PlayedAnswer grant(IncomingRequest call) {
        Map<String, String> form = call.form();
        return switch (form.getOrDefault("grant_type", "")) {
            case "password" -> {
                requireBasic(call, siteBasic);
                boolean right = account.user().equals(form.get("username"))
                        && account.password().equals(form.get("password"));
                yield right ? issue() : oauthError(400, "invalid_grant", "Bad credentials");
            }
            case "refresh_token" -> {
                requireBasic(call, refreshBasic);
                String old = form.get("refresh_token");
                yield old != null && refreshTokens.remove(old) != null
                        ? issue()
                        : oauthError(400, "invalid_grant", "Invalid refresh token");
            }
            default -> oauthError(400, "unsupported_grant_type", "grant_type should be password or refresh_token");
        };
    }

    private static void requireBasic(IncomingRequest call, String expected) {
        if (!expected.equals(call.authorization())) {
            throw new RefusedRequest(
                    oauthError(401, "unauthorized", "The Authorization header is not that of the site"));
        }
    }

    private PlayedAnswer issue() {
        String token = UUID.randomUUID().toString();
        String refresh = UUID.randomUUID().toString();
        granted.put(token, System.currentTimeMillis() + VALID_MS);
        refreshTokens.put(refresh, token);
        return PlayedAnswer.json(Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("access_token", token);
            out.writeStringField("token_type", "bearer");
            out.writeStringField("refresh_token", refresh);
            out.writeStringField("scope", "read write");
            out.writeNullField("agent");
            out.writeNumberField("expires_in", VALID_MS / 1000);
            out.writeEndObject();
        }));
    }

    /** GET /oauth/status; zeros for a token that never ends. */
    PlayedAnswer status(IncomingRequest call) {
        Long until = granted.get(String.valueOf(bearer(call.authorization())));
        return PlayedAnswer.json(Json.bytes(out -> {
            out.writeStartObject();
            out.writeNumberField("expiration", until == null ? 0 : until);
            out.writeNumberField("validityInMilliseconds", until == null ? 0 : until - System.currentTimeMillis());
            out.writeEndObject();
        }));
    }

    private static PlayedAnswer oauthError(int status, String error, String description) {
        return PlayedAnswer.json(status, Json.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("error", error);
            out.writeStringField("error_description", description);
            out.writeEndObject();
        }));
    }

    void reset() {
        granted.clear();
        refreshTokens.clear();
    }
}
