package io.drover.coordinator.door;

import io.drover.api.AccessRole;
import io.drover.coordinator.access.AccessTokens;
import io.drover.coordinator.access.Caller;
import io.drover.coordinator.access.OidcTokens;
import io.drover.coordinator.access.TokenLookup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Whose request it is: the one place that says so. */
final class Callers {

    private static final String SCHEME = "Bearer ";
    private static final Duration SHOWN_AGAIN = Duration.ofMinutes(15);

    private final ApiToken own;
    private final Caller administrator;
    private final TokenLookup tokens;
    private final Optional<OidcTokens> provider;
    private final Vertx vertx;

    /**
     * @param name of whoever has the installation's own token, as audits have it
     * @param provider of tokens that were not made here; empty where there is none
     */
    Callers(ApiToken own, String name, TokenLookup tokens, Optional<OidcTokens> provider, Vertx vertx) {
        this.own = own;
        this.administrator = new Caller(name, AccessRole.ADMINISTRATOR);
        this.tokens = tokens;
        this.provider = provider;
        this.vertx = vertx;
    }

    /** What a header says of who asks. */
    sealed interface Answer {

        /**
         * Somebody that is known.
         *
         * @param holds whether the token still does, whenever it is asked
         */
        record Known(Caller caller, BooleanSupplier holds) implements Answer {}

        /** There is no token. */
        record None() implements Answer {}

        /** Nobody. */
        record Unknown() implements Answer {}

        /** It cannot be told now. */
        record NotNow() implements Answer {}
    }

    /**
     * Answers at once, but for a provider's token: a signature takes a while, and its key may have to be fetched.
     *
     * @param authorization the header, null where there is none
     */
    Future<Answer> of(@Nullable String authorization) {
        String given = given(authorization);
        return provider.filter(trusted -> OidcTokens.isOne(given) && !own.is(given))
                .map(trusted -> vertx.executeBlocking(() -> answer(trusted.find(given), aWhile()), false))
                .orElseGet(() -> Future.succeededFuture(made(given)));
    }

    private static Answer answer(Optional<Caller> caller, BooleanSupplier holds) {
        return caller.<Answer>map(known -> new Answer.Known(known, holds)).orElseGet(Answer.Unknown::new);
    }

    /** Whether a provider has revoked one is not known; it has to be shown again now and then. */
    private static BooleanSupplier aWhile() {
        Instant end = Instant.now().plus(SHOWN_AGAIN);
        return () -> Instant.now().isBefore(end);
    }

    private static String given(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                ? authorization.substring(SCHEME.length()).strip()
                : "";
    }

    /** Of the installation's own token, and of those that were made here. */
    private Answer made(String given) {
        if (own.is(given)) {
            return new Answer.Known(administrator, () -> true);
        }
        if (given.isEmpty()) {
            return new Answer.None();
        }
        if (!AccessTokens.isOne(given)) {
            return new Answer.Unknown();
        }
        if (!tokens.areKnown()) {
            return new Answer.NotNow();
        }
        return answer(tokens.find(given), () -> tokens.find(given).isPresent());
    }
}
