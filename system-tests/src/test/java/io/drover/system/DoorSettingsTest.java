package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import io.drover.sandbox.RunningSandbox;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What is off, or wide, unless an installation sets it. What may be wrong with a provider's token is played by OidcTokensTest, and what
 * else there is of limits by DoorLimitsTest.
 */
class DoorSettingsTest {

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    @Test
    void a_providers_token_opens_with_its_name_and_role_a_forged_one_does_not_and_watchers_are_counted()
            throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair keys = generator.generateKeyPair();
        HttpServer provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/keys", exchange -> {
            byte[] body = published((RSAPublicKey) keys.getPublic()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
        Map<String, String> settings = Map.of(
                "DROVER_API_OIDC_ISSUER", "https://login.example",
                "DROVER_API_OIDC_AUDIENCE", "drover",
                "DROVER_API_OIDC_JWKS_URI",
                        "http://127.0.0.1:" + provider.getAddress().getPort() + "/keys",
                "DROVER_API_OIDC_ROLES", "qa:operator,leads:approver",
                "DROVER_API_LIMITS_WATCHERS_PER_CALLER", "0");
        try (Installation installation = Installation.ofOneProcess("door-settings", settings)) {
            String ada = token(keys, "ada", "qa");
            Api api = installation.api(ada);

            assertThat(api.get("/me").json())
                    .isEqualTo(JsonNodeFactory.instance
                            .objectNode()
                            .put("name", "ada")
                            .put("role", "operator"));
            // With a body, which waits for the key and the signature.
            Api.Answer refused = api.post("/migrations", "{\"name\": \"" + "x".repeat(50_000) + "\"}");
            assertThat(refused.status()).as(refused.text()).isEqualTo(400);
            assertThat(refused.text()).contains("recipe");
            assertThat(api.post("/tokens", "{}").status()).isEqualTo(403);
            assertThat(installation.api().get("/me").json().path("name").asText())
                    .isEqualTo("administrator");

            String forged = ada.substring(0, ada.lastIndexOf('.') + 1) + BASE64.encodeToString(new byte[256]);
            assertThat(installation.api(forged).get("/me").status()).isEqualTo(401);
            assertThat(installation.service(Program.STANDALONE).log())
                    .contains("Asked by=ada role=operator method=POST path=/api/v1/migrations status=400")
                    .contains("Wrong token address=127.0.0.1")
                    .doesNotContain(ada);
            assertNobodyWatches(installation.api());
        } finally {
            provider.stop(0);
        }
    }

    private static void assertNobodyWatches(Api api) throws Exception {
        try (RunningSandbox sandbox = Sandboxes.generated(5, 3)) {
            Execution ended = api.run(Migrations.define(api, sandbox, "door-settings", Migrations.GENERATED));

            Api.Answer refused = api.get("/executions/" + ended.id() + "/events");

            assertThat(refused.status()).as(refused.text()).isEqualTo(429);
            assertThat(refused.type()).startsWith("application/problem+json");
            assertThat(refused.json().path("detail").asText()).contains("drover.api.limits.watchers-per-caller");
        }
    }

    private static String published(RSAPublicKey key) {
        ObjectNode jwk = JsonNodeFactory.instance.objectNode();
        jwk.put("kty", "RSA").put("kid", "one").put("use", "sig").put("alg", "RS256");
        jwk.put("n", unsigned(key.getModulus())).put("e", unsigned(key.getPublicExponent()));
        return "{\"keys\":[" + jwk + "]}";
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int zero = bytes[0] == 0 ? 1 : 0;
        return BASE64.encodeToString(Arrays.copyOfRange(bytes, zero, bytes.length));
    }

    private static String token(KeyPair keys, String name, String group) throws Exception {
        ObjectNode claims = JsonNodeFactory.instance.objectNode();
        claims.put("iss", "https://login.example").put("aud", "drover").put("sub", name);
        claims.put("exp", Instant.now().getEpochSecond() + 300)
                .putArray("groups")
                .add(group);
        String signed = encoded("{\"alg\":\"RS256\",\"kid\":\"one\"}") + "." + encoded(claims.toString());
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(keys.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + BASE64.encodeToString(signature.sign());
    }

    private static String encoded(String json) {
        return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
