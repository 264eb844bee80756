package io.drover.coordinator.planning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.api.Migration;
import io.drover.api.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What looks like a secret in a definition is refused and not repeated. */
class AddressRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:canary@host.example/",
                "https://canary@host.example",
                "ssh://canary@host",
                "https://host.example/?token=canary",
                "https://host.example/?a=b&ACCESS_TOKEN=canary",
                "https://host.example/x?apikey=canary",
                "https://host.example/x?api_key=canary",
                "https://host.example/#session=canary",
                "https://host.example/;jsessionid=canary?x-amz-signature=canary",
                "https://host.example/?key=canary",
                " https://host.example/?sig=canary"
            })
    void an_address_with_a_user_or_a_token_is_refused_wherever_it_stands(String address) {
        ObjectNode settings = JsonNodeFactory.instance.objectNode();
        settings.putObject("deep").putArray("list").add("fine").add(address);

        List<Violation> violations = violations(settings, Map.of());

        assertThat(violations).extracting(Violation::field).containsExactly("source.settings.deep.list.1");
        assertThat(violations.toString()).doesNotContain("canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://host.example/v2",
                "https://host.example/?project=7&keyboard=de",
                "mail@host.example",
                "a user, and token=none of an address",
                "https://host.example/@team"
            })
    void anything_else_is_not(String text) {
        assertThat(violations(JsonNodeFactory.instance.objectNode().put("x", text), Map.of()))
                .isEmpty();
    }

    @Test
    void a_value_where_a_name_belongs_is_refused() {
        List<Violation> violations =
                violations(JsonNodeFactory.instance.objectNode(), Map.of("token", "Bearer canary", "fine", "my-token"));

        assertThat(violations).extracting(Violation::field).containsExactly("source.secrets.token");
        assertThat(violations.toString()).doesNotContain("canary");
    }

    private static List<Violation> violations(ObjectNode settings, Map<String, String> secrets) {
        List<Violation> violations = new ArrayList<>();
        AddressRules.violations("source", new Migration.Side("any", settings, secrets), violations);
        return violations;
    }
}
