package io.drover.coordinator.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** An OpenID Connect provider whose access tokens are taken beside those that were made here; none while no issuer is named. */
@ConfigMapping(prefix = "drover.api.oidc")
public interface OidcConfig {

    /** As it stands in tokens ({@code iss}). */
    Optional<String> issuer();

    /** What tokens for this API say ({@code aud}); a token for another application is none. */
    Optional<String> audience();

    /** Where the provider's keys are, as {@code jwks_uri} of its {@code /.well-known/openid-configuration} says. */
    Optional<URI> jwksUri();

    /** Whose token it is: a claim that people cannot change for themselves. */
    @WithDefault("sub")
    String nameClaim();

    /** A text or texts that {@link #roles} knows; points lead into objects ({@code realm_access.roles}). */
    @WithDefault("groups")
    String roleClaim();

    /** What the role claim says, and what it means: {@code qa-leads:approver}. */
    Optional<List<String>> roles();
}
