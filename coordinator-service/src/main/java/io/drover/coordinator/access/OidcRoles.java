package io.drover.coordinator.access;

import io.drover.api.AccessRole;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the claims of a provider mean here. */
final class OidcRoles {

    private final List<String> path;
    private final Map<String, AccessRole> meanings = new HashMap<>();

    /**
     * @param claim points lead into objects
     * @param meanings {@code what-the-claim-says:role}
     * @throws IllegalStateException when one says nothing
     */
    OidcRoles(String claim, List<String> meanings) {
        this.path = List.of(claim.split("\\.", -1));
        for (String meaning : meanings) {
            int end = meaning.lastIndexOf(':');
            AccessRole role = AccessRole.find(meaning.substring(end + 1).strip())
                    .filter(found -> end > 0)
                    .orElseThrow(() -> new IllegalStateException("drover.api.oidc.roles has " + meaning
                            + "; expected is what the claim says, a colon, and viewer, operator, approver or"
                            + " administrator"));
            this.meanings.put(meaning.substring(0, end).strip(), role);
        }
    }

    /**
     * The one role that includes all that the claims mean. None where they mean nothing, or operator and approver: who begins and who
     * consents are to be two, so a provider that says both says it as administrator.
     */
    Optional<AccessRole> of(Map<String, Object> claims) {
        Set<AccessRole> all = EnumSet.noneOf(AccessRole.class);
        texts(at(claims)).map(meanings::get).filter(Objects::nonNull).forEach(all::add);
        return all.stream()
                .filter(role -> all.stream().allMatch(role::includes))
                .findFirst();
    }

    private @Nullable Object at(Map<String, Object> claims) {
        Object value = claims;
        for (String name : path) {
            value = value instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return value;
    }

    private static Stream<String> texts(@Nullable Object value) {
        return switch (value) {
            case null -> Stream.empty();
            case String text -> Stream.of(text);
            case Collection<?> several ->
                several.stream().filter(String.class::isInstance).map(String.class::cast);
            default -> Stream.empty();
        };
    }
}
