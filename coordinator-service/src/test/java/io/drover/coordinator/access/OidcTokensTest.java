package io.drover.coordinator.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.drover.api.AccessRole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider with keys of its own, and tokens of which one thing each is not right. */
class OidcTokensTest {

    private static final String ISSUER = "https://login.example";
    private static final List<String> ROLES = List.of("leads:approver", "qa:operator", "urn:x:keepers:administrator");

    /** One for all tests: such a key takes a while to be found. */
    private static final RsaJsonWebKey KEY = key("one");

    private static final RsaJsonWebKey OTHER = key("two");

    private final AtomicInteger fetched = new AtomicInteger();
    private volatile String keys = "";
    private HttpServer provider;
    private OidcTokens tokens;

    private record Config(
            Optional<String> issuer,
            Optional<String> audience,
            Optional<URI> jwksUri,
            String nameClaim,
            String roleClaim,
            Optional<List<String>> roles)
            implements OidcConfig {}

    @BeforeEach
    void start() throws IOException {
        provider = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        provider.createContext("/keys", exchange -> {
            fetched.incrementAndGet();
            byte[] body = keys.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 500 : 200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        provider.start();
        serves(KEY);
        tokens = OidcTokens.of(config("sub", "realm.roles"), "administrator", 0).orElseThrow();
    }

    @AfterEach
    void stop() {
        provider.stop(0);
    }

    @Test
    void a_providers_token_is_its_persons_with_the_role_that_its_claim_means() throws JoseException {
        assertThat(tokens.find(signed(claims -> {}))).contains(new Caller("ada|7f", AccessRole.APPROVER));
        assertThat(OidcTokens.isOne(signed(claims -> {}))).isTrue();
        assertThat(fetched).hasValue(1);
    }

    @Test
    void another_claim_may_name_them() throws JoseException {
        OidcTokens byMail = OidcTokens.of(config("email", "realm.roles"), "administrator", 0)
                .orElseThrow();

        assertThat(byMail.find(signed(claims -> claims.setStringClaim("email", "ada@example.org"))))
                .contains(new Caller("ada@example.org", AccessRole.APPROVER));
        assertThat(byMail.find(signed(claims -> {}))).isEmpty();
        assertThat(byMail.find(signed(claims -> claims.setClaim("email", List.of("a@example.org")))))
                .isEmpty();
    }

    @Test
    void one_that_has_expired_or_does_not_yet_hold_or_never_ends_is_nobodys() throws JoseException {
        assertThat(tokens.find(signed(claims -> claims.setExpirationTime(in(-60)))))
                .isEmpty();
        assertThat(tokens.find(signed(claims -> claims.setNotBefore(in(60))))).isEmpty();
        assertThat(tokens.find(signed(claims -> claims.unsetClaim("exp")))).isEmpty();
        assertThat(tokens.find(signed(claims -> claims.setExpirationTime(in(-10)))))
                .as("clocks differ")
                .isPresent();
    }

    @Test
    void one_for_another_application_is_nobodys_here() throws JoseException {
        assertThat(tokens.find(signed(claims -> claims.setAudience("another")))).isEmpty();
        assertThat(tokens.find(signed(claims -> claims.unsetClaim("aud")))).isEmpty();
        assertThat(tokens.find(signed(claims -> claims.setAudience("another", "drover"))))
                .isPresent();
    }

    @Test
    void one_of_another_provider_is_nobodys() throws JoseException {
        assertThat(tokens.find(signed(claims -> claims.setIssuer("https://login.evil.example"))))
                .isEmpty();
        assertThat(tokens.find(signed(claims -> claims.unsetClaim("iss")))).isEmpty();
    }

    @Test
    void one_that_nobody_signed_is_nobodys() throws JoseException {
        String right = signed(claims -> {});
        String body = right.substring(right.indexOf('.') + 1, right.lastIndexOf('.'));
        for (String none : List.of("none", "None", "NONE")) {
            assertThat(tokens.find(encoded("{\"alg\":\"" + none + "\"}") + "." + body + "."))
                    .isEmpty();
            assertThat(tokens.find(encoded("{\"alg\":\"" + none + "\",\"kid\":\"one\"}") + "." + body + ".AAAA"))
                    .isEmpty();
        }
        assertThat(tokens.find(right.substring(0, right.lastIndexOf('.') + 1))).isEmpty();
    }

    @Test
    void one_whose_claims_were_changed_is_nobodys() throws JoseException {
        String right = signed(claims -> {});
        String other = signed(claims -> claims.setSubject("bea"));
        String mixed = other.substring(0, other.lastIndexOf('.')) + right.substring(right.lastIndexOf('.'));

        assertThat(tokens.find(mixed)).isEmpty();
    }

    /** The public half is for everybody to read; taken for a secret, it would sign. */
    @Test
    void one_that_is_signed_with_the_public_key_as_a_secret_is_nobodys() throws JoseException {
        byte[] known = KEY.getRsaPublicKey().getEncoded();

        assertThat(tokens.find(signed(new HmacKey(known), AlgorithmIdentifiers.HMAC_SHA256, "one", claims -> {})))
                .isEmpty();
    }

    @Test
    void one_of_an_unknown_key_is_nobodys_and_makes_the_keys_be_fetched_now_and_then_only() throws JoseException {
        OidcTokens patient = OidcTokens.of(config("sub", "realm.roles"), "administrator", 60_000)
                .orElseThrow();
        assertThat(patient.find(signed(claims -> {}))).isPresent();
        RsaJsonWebKey foreign = OTHER;

        for (int i = 0; i < 20; i++) {
            assertThat(patient.find(signed(
                            foreign.getPrivateKey(), AlgorithmIdentifiers.RSA_USING_SHA256, "two", claims -> {})))
                    .isEmpty();
        }

        assertThat(fetched).hasValue(1);
        assertThat(tokens.find(
                        signed(foreign.getPrivateKey(), AlgorithmIdentifiers.RSA_USING_SHA256, "one", claims -> {})))
                .as("by the name of a key that is known")
                .isEmpty();
    }

    @Test
    void a_key_that_takes_anothers_place_is_fetched_and_the_old_one_opens_nothing_then() throws JoseException {
        String old = signed(claims -> {});
        assertThat(tokens.find(old)).isPresent();
        RsaJsonWebKey next = OTHER;
        serves(next);

        assertThat(tokens.find(
                        signed(next.getPrivateKey(), AlgorithmIdentifiers.RSA_USING_SHA256, "two", claims -> {})))
                .isPresent();
        assertThat(tokens.find(old)).isEmpty();
    }

    @Test
    void while_the_provider_does_not_answer_what_is_known_of_it_goes_on_being_right() throws JoseException {
        assertThat(tokens.find(signed(claims -> {}))).isPresent();
        keys = "";

        assertThat(tokens.find(signed(claims -> {}))).isPresent();
        OidcTokens fresh =
                OidcTokens.of(config("sub", "realm.roles"), "administrator", 0).orElseThrow();
        assertThat(fresh.find(signed(claims -> {}))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"drover", "Drover", "administrator", "a person", "ad\u0430", "a\nb", "a\u202eb", "x", " ada"})
    void a_name_that_would_lie_in_an_audit_is_nobodys(String name) throws JoseException {
        assertThat(tokens.find(signed(claims -> claims.setSubject(name)))).isEmpty();
    }

    @Test
    void without_a_role_here_and_with_two_that_are_to_be_two_people_there_is_no_way_in() throws JoseException {
        assertThat(tokens.find(signed(claims -> claims.setClaim("realm", roles("elsewhere")))))
                .isEmpty();
        assertThat(tokens.find(signed(claims -> claims.unsetClaim("realm")))).isEmpty();
        assertThat(tokens.find(signed(claims -> claims.setClaim("realm", "leads"))))
                .isEmpty();
        assertThat(tokens.find(signed(claims -> claims.setClaim("realm", roles("qa", "leads")))))
                .isEmpty();
        assertThat(tokens.find(signed(claims -> claims.setClaim("realm", roles("qa", "urn:x:keepers")))))
                .contains(new Caller("ada|7f", AccessRole.ADMINISTRATOR));
    }

    @Test
    void half_of_it_configured_is_refused_with_what_is_missing_and_nothing_of_it_is_nothing() {
        Config whole = config("sub", "realm.roles");

        assertThat(OidcTokens.of(
                        new Config(Optional.empty(), whole.audience(), whole.jwksUri(), "sub", "r", whole.roles()),
                        "own"))
                .isEmpty();
        assertThatThrownBy(() -> OidcTokens.of(
                        new Config(whole.issuer(), Optional.empty(), whole.jwksUri(), "sub", "r", whole.roles()),
                        "own"))
                .hasMessageContaining("drover.api.oidc.audience");
        assertThatThrownBy(() -> OidcTokens.of(
                        new Config(whole.issuer(), whole.audience(), Optional.empty(), "sub", "r", whole.roles()),
                        "own"))
                .hasMessageContaining("jwks-uri");
        assertThatThrownBy(() -> OidcTokens.of(
                        new Config(whole.issuer(), whole.audience(), whole.jwksUri(), "sub", "r", Optional.empty()),
                        "own"))
                .hasMessageContaining("roles");
        assertThatThrownBy(() -> OidcTokens.of(
                        new Config(
                                whole.issuer(),
                                whole.audience(),
                                whole.jwksUri(),
                                "sub",
                                "r",
                                Optional.of(List.of("qa:emperor"))),
                        "own"))
                .hasMessageContaining("qa:emperor");
        assertThatThrownBy(() -> OidcTokens.of(
                        new Config(
                                whole.issuer(),
                                whole.audience(),
                                Optional.of(URI.create("http://login.example/keys")),
                                "sub",
                                "r",
                                whole.roles()),
                        "own"))
                .hasMessageContaining("https");
    }

    private Config config(String name, String role) {
        URI uri = URI.create("http://127.0.0.1:" + provider.getAddress().getPort() + "/keys");
        return new Config(Optional.of(ISSUER), Optional.of("drover"), Optional.of(uri), name, role, Optional.of(ROLES));
    }

    private void serves(RsaJsonWebKey served) {
        keys = new JsonWebKeySet(served).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    private String signed(Consumer<JwtClaims> changed) throws JoseException {
        return signed(KEY.getPrivateKey(), AlgorithmIdentifiers.RSA_USING_SHA256, "one", changed);
    }

    private static String signed(Key with, String algorithm, String id, Consumer<JwtClaims> changed)
            throws JoseException {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(ISSUER);
        claims.setAudience("drover");
        claims.setSubject("ada|7f");
        claims.setExpirationTime(in(300));
        claims.setClaim("realm", roles("everybody", "leads"));
        changed.accept(claims);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(with);
        signature.setKeyIdHeaderValue(id);
        signature.setAlgorithmHeaderValue(algorithm);
        return signature.getCompactSerialization();
    }

    private static Map<String, Object> roles(String... roles) {
        return Map.of("roles", List.of(roles));
    }

    private static NumericDate in(int seconds) {
        NumericDate date = NumericDate.now();
        date.addSeconds(seconds);
        return date;
    }

    private static RsaJsonWebKey key(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
