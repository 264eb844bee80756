package io.drover.coordinator.access;

import io.drover.api.AccessRole;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jose4j.http.Get;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;

/**
 * Takes a provider's signed tokens. Its keys are fetched when one comes that is signed with another, at most once in ten seconds, since
 * anybody can send tokens of keys that are none; what was fetched before goes on being right while the provider does not answer.
 */
public final class OidcTokens {

    private static final Logger LOG = Logger.getLogger("io.drover.access");
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]*");
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

    /** Signed with keys of which only the provider has the other half: a secret that both have would let this one sign, too. */
    private static final String[] ALGORITHMS = {
        AlgorithmIdentifiers.RSA_USING_SHA256,
        AlgorithmIdentifiers.RSA_USING_SHA384,
        AlgorithmIdentifiers.RSA_USING_SHA512,
        AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
        AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
        AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
        AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
        AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
        AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512
    };

    private static final int CLOCKS_DIFFER_SECONDS = 30;
    private static final int PATIENCE_MS = 3_000;
    private static final long HOUR_SECONDS = 3_600;
    private static final long DAY_SECONDS = 24 * HOUR_SECONDS;

    private final JwtConsumer consumer;
    private final String nameClaim;
    private final OidcRoles roles;
    private final String own;

    private OidcTokens(String issuer, String audience, URI keys, OidcConfig config, long fetchAgainMs, String own) {
        this.nameClaim = config.nameClaim();
        this.roles = new OidcRoles(config.roleClaim(), config.roles().orElse(List.of()));
        this.own = own;
        this.consumer = new JwtConsumerBuilder()
                .setExpectedIssuer(issuer)
                .setExpectedAudience(audience)
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(CLOCKS_DIFFER_SECONDS)
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS)
                .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys(keys, fetchAgainMs)))
                .build();
    }

    private static HttpsJwks keys(URI uri, long fetchAgainMs) {
        Get get = new Get();
        get.setConnectTimeout(PATIENCE_MS);
        get.setReadTimeout(PATIENCE_MS);
        get.setRetries(0);
        HttpsJwks keys = new HttpsJwks(uri.toString());
        keys.setSimpleHttpGet(get);
        keys.setDefaultCacheDuration(HOUR_SECONDS);
        keys.setRetainCacheOnErrorDuration(DAY_SECONDS);
        keys.setRefreshReprieveThreshold(fetchAgainMs);
        return keys;
    }

    /**
     * Empty where no issuer is named: then there is nothing of it.
     *
     * @param own the name of the installation's own token
     * @throws IllegalStateException when only half of it is configured
     */
    public static Optional<OidcTokens> of(OidcConfig config, String own) {
        return of(config, own, 10_000);
    }

    static Optional<OidcTokens> of(OidcConfig config, String own, long fetchAgainMs) {
        return config.issuer().map(issuer -> {
            String audience = config.audience().orElseThrow(() -> missing("audience"));
            URI keys = config.jwksUri().orElseThrow(() -> missing("jwks-uri"));
            if (!"https".equals(keys.getScheme()) && !LOOPBACK.contains(String.valueOf(keys.getHost()))) {
                throw new IllegalStateException(
                        "drover.api.oidc.jwks-uri must be https: whoever is on the way could put"
                                + " keys of their own there");
            }
            if (config.roles().isEmpty()) {
                throw missing("roles");
            }
            return new OidcTokens(issuer, audience, keys, config, fetchAgainMs, own);
        });
    }

    private static IllegalStateException missing(String what) {
        return new IllegalStateException(
                "drover.api.oidc.issuer is set, and drover.api.oidc." + what + " is not; both are needed");
    }

    /** Whether a text has the form of these tokens. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** Whose token it is; nobody's when it is not the provider's, not for this API, or not any more. May fetch keys, and wait for them. */
    public Optional<Caller> find(String token) {
        try {
            Map<String, Object> claims = consumer.processToClaims(token).getClaimsMap();
            return caller(claims);
        } catch (InvalidJwtException e) {
            // Its message has the claims in it.
            LOG.warnf(
                    "A provider's token is refused codes=%s",
                    e.getErrorDetails().stream()
                            .map(ErrorCodeValidator.Error::getErrorCode)
                            .map(String::valueOf)
                            .collect(Collectors.joining(",")));
            return Optional.empty();
        }
    }

    private Optional<Caller> caller(Map<String, Object> claims) {
        Optional<AccessRole> role = roles.of(claims);
        if (!(claims.get(nameClaim) instanceof String name) || CallerNames.wrongClaim(name, own) != null) {
            LOG.warnf("A provider's token has no name that can be kept claim=%s", nameClaim);
            return Optional.empty();
        }
        if (role.isEmpty()) {
            LOG.warnf("A provider's token has no role here, or two of which none includes the other by=%s", name);
        }
        return role.map(found -> new Caller(name, found));
    }
}
