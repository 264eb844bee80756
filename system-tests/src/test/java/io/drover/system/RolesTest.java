package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation of the OpenAPI document is asked by each role. */
class RolesTest {

    private static final List<String> ROLES = List.of("viewer", "operator", "approver", "administrator");

    /** What is more than reading, once more than in the coordinator: who may do it is changed in two places, or by accident in none. */
    private static final Map<String, Set<String>> MORE_THAN_READING = Map.of(
            "operator", Set.of("defineMigration", "removeMigration", "startExecution", "stopExecution", "confirmStep"),
            "approver", Set.of("giveConsent", "resumeExecution", "abandonExecution"),
            "administrator",
                    Set.of(
                            "putSecret",
                            "removeSecret",
                            "rotateKey",
                            "replayDeadLetter",
                            "createToken",
                            "listTokens",
                            "revokeToken",
                            "getInstallationAudit"));

    private static final Map<String, RawHttp> CLIENTS = new HashMap<>();

    static Stream<OpenApiDocument.Operation> each() throws IOException {
        return OpenApiDocument.read().operations().stream();
    }

    @Test
    void what_is_more_than_reading_wants_more_than_a_viewer() throws IOException {
        Map<String, Set<String>> said = each().filter(
                        operation -> !operation.role().equals("viewer"))
                .collect(Collectors.groupingBy(
                        OpenApiDocument.Operation::role,
                        Collectors.mapping(OpenApiDocument.Operation::id, Collectors.toSet())));

        assertThat(said).isEqualTo(MORE_THAN_READING);
        assertThat(each().filter(operation -> operation.role().equals("viewer")))
                .allSatisfy(operation -> assertThat(operation.method()).isEqualTo("GET"));
    }

    @ParameterizedTest
    @MethodSource("each")
    void who_has_not_the_role_is_refused_and_told_which_it_is(OpenApiDocument.Operation operation) throws IOException {
        for (String role : ROLES) {
            boolean may = role.equals(operation.role())
                    || role.equals("administrator")
                    || operation.role().equals("viewer");

            RawHttp.Answer answer = client(role)
                    .send(
                            operation.method(),
                            path(operation),
                            operation.takesBody() ? "{}" : "",
                            "Content-Type: application/json");

            String what = role + " asks " + operation.id() + ": " + answer.status() + " " + answer.body();
            assertThat(answer.status() == 403).as(what).isNotEqualTo(may);
            if (!may) {
                assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
                assertThat(Api.parse(answer.body()).path("detail").asText())
                        .contains("the role " + operation.role(), "has the role " + role, "drover tokens create");
            }
        }
    }

    @Test
    void what_is_no_operation_is_for_administrators() throws IOException {
        for (String path : List.of("/q/health/well", "/q/dev", "/api/v1/../../q/dev", "/")) {
            assertThat(client("approver").send("GET", path, "").status())
                    .as(path)
                    .isEqualTo(403);
            assertThat(client("administrator").send("GET", path, "").status())
                    .as(path)
                    .isNotEqualTo(403);
        }
    }

    private static RawHttp client(String role) throws IOException {
        Installation installation = Installation.shared();
        return CLIENTS.computeIfAbsent(
                role, asks -> new RawHttp(installation.address(), installation.token("roles " + asks, asks)));
    }

    private static String path(OpenApiDocument.Operation operation) {
        return "/api/v1"
                + operation
                        .path()
                        .replace("{partition}", "0")
                        .replace("{offset}", "999999999")
                        .replaceAll("\\{\\w+}", "no-such-thing");
    }
}
