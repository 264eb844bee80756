package io.drover.coordinator.planning;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.api.Migration;
import io.drover.api.Violation;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A definition is kept, sent and shown: it holds names of secrets and no value. What looks like one in an address is refused, whatever
 * the connector's schema allows, and not repeated.
 */
final class AddressRules {

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*", Pattern.DOTALL);
    private static final Pattern WITH_USER = Pattern.compile("[^:]*://[^/?#\\\\]*@.*", Pattern.DOTALL);
    private static final Pattern WITH_SECRET = Pattern.compile(
            ".*[?&;#](?:[^=&;#]*(?:token|passw|passphrase|secret|api[-_.]?key|access[-_.]?key|private[-_.]?key|credential|auth"
                    + "|signature|session|jwt)[^=&;#]*|key|sig|pwd|code)=.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    private AddressRules() {}

    static void violations(String field, Migration.Side side, List<Violation> violations) {
        look(field + ".settings", side.settings(), violations);
        side.secrets().forEach((key, name) -> {
            if (!NAME.matcher(name).matches()) {
                violations.add(new Violation(
                        field + ".secrets." + key,
                        "is no name of a secret, which is 1 to 100 of A-Z a-z 0-9 . _ -; the value itself is stored"
                                + " with PUT /api/v1/secrets/{name}"));
            }
        });
    }

    private static void look(String field, JsonNode node, List<Violation> violations) {
        if (node.isTextual()) {
            String wrong = wrong(node.asText().strip());
            if (wrong != null) {
                violations.add(new Violation(field, wrong));
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                look(field + "." + i, node.get(i), violations);
            }
        } else {
            node.properties().forEach(entry -> look(field + "." + entry.getKey(), entry.getValue(), violations));
        }
    }

    private static @Nullable String wrong(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return null;
        }
        if (WITH_USER.matcher(text).matches()) {
            return "is an address with a user or a password; leave them out, and name a secret";
        }
        return WITH_SECRET.matcher(text).matches()
                ? "is an address with what looks like a token; leave it out, and name a secret"
                : null;
    }
}
