package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.installation.LoopbackPorts;
import io.drover.sandbox.RunningSandbox;
import io.drover.sandbox.qtest.QTestLookAlike;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What users get wrong: each has a problem that says what, where and what to do, and touches nothing. */
@TestInstance(Lifecycle.PER_CLASS)
class BadInputTest {

    private static final int CASES = 30;

    private Api api;
    private RunningSandbox sandbox;

    @BeforeAll
    void start() throws IOException {
        api = Installation.shared().api();
        sandbox = Sandboxes.generated(CASES, 3);
    }

    @AfterAll
    void stop() {
        sandbox.close();
    }

    /** What is wrong with the migration, and what its execution then says. */
    enum Mistake {
        ZEPHYR_TOKEN("TOKEN_REFUSED", "source", "token") {
            @Override
            void make(Api api, ObjectNode migration) {
                api.secretOf(migration.path("source"), "wrong", "not.the.token");
                migration.withObject("/source/secrets").put("token", "wrong");
            }
        },
        QTEST_TOKEN("TOKEN_REFUSED", "target", "token") {
            @Override
            void make(Api api, ObjectNode migration) {
                api.secretOf(migration.path("target"), "wrong", "not-the-token");
                migration.withObject("/target/secrets").put("token", "wrong");
            }
        },
        SECRET_THAT_NOBODY_PUT("SECRET_UNKNOWN", "no-such-secret", "PUT /api/v1/secrets/no-such-secret") {
            @Override
            void make(Api api, ObjectNode migration) {
                migration.withObject("/source/secrets").put("token", "no-such-secret");
            }
        },
        ZEPHYR_PROJECT("PROJECT_NOT_FOUND", "source", "NOPE") {
            @Override
            void make(Api api, ObjectNode migration) {
                migration.withObject("/source/settings").put("projectKey", "NOPE");
            }
        },
        QTEST_PROJECT("PROJECT_NOT_FOUND", "target", "4711") {
            @Override
            void make(Api api, ObjectNode migration) {
                migration.withObject("/target/settings").put("projectId", 4711);
            }
        },
        UNREACHABLE_HOST("HOST_UNREACHABLE", "source", "cannot be reached", "baseurl") {
            @Override
            void make(Api api, ObjectNode migration) {
                int nobody = LoopbackPorts.anyFree();
                at(api, migration, "source", "http://127.0.0.1:" + nobody + "/v2");
            }
        },
        UNKNOWN_HOST("HOST_UNKNOWN", "target", "no host of that name", "baseurl") {
            @Override
            void make(Api api, ObjectNode migration) {
                at(api, migration, "target", "https://no-such-host.invalid");
            }
        },
        PRIVATE_ADDRESS("ADDRESS_REFUSED", "target", "169.254.169.254") {
            @Override
            void make(Api api, ObjectNode migration) {
                at(api, migration, "target", "http://169.254.169.254/latest");
            }
        },
        SECRET_OF_ANOTHER_ADDRESS(
                "SECRET_FOR_ANOTHER", "is for zephyr-scale@http", "asked for", "--for zephyr-scale@") {
            @Override
            void make(Api api, ObjectNode migration) {
                migration
                        .withObject("/source/settings")
                        .put("baseUrl", "http://127.0.0.1:" + LoopbackPorts.anyFree() + "/v2");
            }
        },
        SECRET_OF_ANOTHER_CONNECTOR("SECRET_FOR_ANOTHER", "is for qtest@http", "zephyr-scale@") {
            @Override
            void make(Api api, ObjectNode migration) {
                String name = migration.at("/target/secrets/token").asText();
                migration.withObject("/source/secrets").put("token", name);
            }
        },
        UNKNOWN_FIELD_IN_MAPPING("MAPPING_UNKNOWN_FIELD", "no such field") {
            @Override
            void make(Api api, ObjectNode migration) {
                migration.withObject("/mapping/fields").put("No Such Field", "Anything");
            }
        },
        MAPPING_THAT_IS_NONE("MAPPING_INVALID", "feilds") {
            @Override
            void make(Api api, ObjectNode migration) {
                migration.withObject("/mapping/feilds").put("Priority", "Priority");
            }
        };

        private final String code;
        private final List<String> words;

        Mistake(String code, String... words) {
            this.code = code;
            this.words = List.of(words);
        }

        abstract void make(Api api, ObjectNode migration);

        /** The side is elsewhere, and its token is stored for there. */
        private static void at(Api api, ObjectNode migration, String side, String address) {
            migration.withObject("/" + side + "/settings").put("baseUrl", address);
            api.secretOf(migration.path(side), "elsewhere", "a token");
            migration.withObject("/" + side + "/secrets").put("token", "elsewhere");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_mistake_ends_the_execution_with_a_problem_that_names_it_and_nothing_is_written(Mistake mistake) {
        ObjectNode migration = definition("mistake-" + mistake.name().toLowerCase(Locale.ROOT));
        mistake.make(api, migration);

        Execution execution = api.run(migration);

        assertThat(execution.state()).as(execution.toString()).isEqualTo("ERROR");
        assertThat(execution.failureCode()).isEqualTo(mistake.code);
        assertThat(execution.failureType()).isEqualTo("USER");
        assertThat(execution.failureMessage().toLowerCase(Locale.ROOT))
                .contains(mistake.words.stream()
                        .map(word -> word.toLowerCase(Locale.ROOT))
                        .toList());
        assertThat(execution.step("prepare").path("state").asText()).isEqualTo("CANCELLED");
        assertThat(api.get("/executions/" + execution.id() + "/report", "text/html")
                        .text())
                .as("there is a report all the same")
                .contains(mistake.code);
        assertThat(QTestLookAlike.in(sandbox).counts().testCases()).isZero();
        assertThat(QTestLookAlike.in(sandbox).counts().modules()).isZero();
    }

    @Test
    void a_mistake_is_mended_and_then_all_moves() {
        try (RunningSandbox own = Sandboxes.generated(CASES, 4)) {
            ObjectNode migration = Migrations.define(api, own, "mended", Migrations.GENERATED);
            ObjectNode wrong = migration.deepCopy();
            wrong.withObject("/source/settings").put("projectKey", "NOPE");

            assertThat(api.run(wrong).failureCode()).isEqualTo("PROJECT_NOT_FOUND");
            Execution mended = api.run(migration);

            assertThat(mended.books("testcases")).isEqualTo(new Execution.Books(CASES, CASES, 0, 0, 0, CASES, 0));
            assertThat(QTestLookAlike.in(own).counts().testCases()).isEqualTo(CASES);
        }
    }

    @Test
    void the_same_idempotency_key_is_the_same_execution() {
        ObjectNode migration = definition("idempotent").put("recipe", "connection-check");
        api.define(migration);
        String key = UUID.randomUUID().toString();

        Api.Answer first = api.begin("idempotent", key);
        Api.Answer again = api.begin("idempotent", key);
        Api.Answer other = api.begin("idempotent", UUID.randomUUID().toString());

        assertThat(List.of(first.status(), again.status(), other.status())).containsOnly(202);
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(other.json().path("id")).isNotEqualTo(first.json().path("id"));
        assertThat(api.awaitEnd(first.json().path("id").asText()).state()).isEqualTo("SUCCESS");
        assertThat(api.awaitEnd(other.json().path("id").asText()).state()).isEqualTo("SUCCESS");
    }

    @Test
    void everything_that_is_wrong_with_a_definition_is_said_at_once_by_field() {
        ObjectNode migration = definition("invalid").put("name", "in/valid").put("recipe", "lead-to-gold");
        migration.withObject("/source/settings").remove("projectKey");
        migration.withObject("/target/settings").put("baseUrl", 42);
        migration.withObject("/target/secrets").put("tokn", "anything");
        migration.withObject("/options").put("batchSize", 100_000);

        Api.Answer answer = api.define(migration);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(fields(answer))
                .anySatisfy(field -> assertThat(field).isEqualTo("name"))
                .anySatisfy(field -> assertThat(field).isEqualTo("recipe"))
                .anySatisfy(field -> assertThat(field).startsWith("source.settings"))
                .anySatisfy(field -> assertThat(field).isEqualTo("target.settings.baseUrl"))
                .anySatisfy(field -> assertThat(field).isEqualTo("target.secrets.tokn"))
                .anySatisfy(field -> assertThat(field).isEqualTo("options.batchSize"));
        assertThat(answer.json().path("detail").asText()).contains("projectKey", "zephyr-scale-to-qtest");
    }

    @Test
    void an_unknown_connector_is_named_with_those_that_there_are() {
        ObjectNode migration = definition("unknown-connector");
        migration.withObject("/source").put("connector", "punch-cards");

        Api.Answer answer = api.define(migration);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(fields(answer)).contains("source.connector");
        assertThat(answer.text()).contains("punch-cards", "zephyr-scale", "qtest");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "recipe", "source", "target"})
    void a_field_that_is_missing_is_named(String field) {
        ObjectNode migration = definition("incomplete");
        migration.remove(field);

        Api.Answer answer = api.define(migration);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(fields(answer)).containsExactly(field);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"connector\": null, \"settings\": {}}",
                "{\"connector\": \"zephyr-scale\"}",
                "{\"connector\": \"zephyr-scale\", \"settings\": []}",
                "{\"connector\": \"zephyr-scale\", \"settings\": {}, \"secrets\": {\"token\": null}}",
                "\"zephyr-scale\""
            })
    void a_side_that_is_half_there_is_named(String side) throws JsonProcessingException {
        ObjectNode migration = definition("half-a-side");
        migration.set("source", new ObjectMapper().readTree(side));

        Api.Answer answer = api.define(migration);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(fields(answer)).singleElement().asString().startsWith("source");
    }

    @Test
    void a_field_that_nobody_knows_is_named() {
        ObjectNode migration = definition("misspelled");
        migration.withObject("/options").put("batchsize", 10);

        Api.Answer answer = api.define(migration);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(fields(answer)).containsExactly("options.batchsize");
        assertThat(answer.text()).contains("batchSize");
    }

    @Test
    void a_body_that_is_no_json_says_where() {
        Api.Answer answer = api.post("/migrations", "{\"name\": \"a\",\n  oops");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("type").asText()).isEqualTo("/problems/malformed-json");
        assertThat(answer.json().path("detail").asText()).contains("line 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"name\": ", "", "null", "[]", "\"text\"", "{\"name\": {}}"})
    void a_body_that_is_no_definition_is_a_problem_of_the_client(String body) {
        Api.Answer answer = api.post("/migrations", body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.json().path("detail").asText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/executions/no-such-id",
                "/executions/no-such-id/report",
                "/executions/no-such-id/evidence",
                "/executions/no-such-id/log",
                "/migrations/no-such-migration",
                "/no-such-resource"
            })
    void what_is_not_there_is_404(String path) {
        Api.Answer answer = api.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.json().path("status").asInt()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "/executions?state=RUNNING, state, known are [checks]",
        "/executions?checks=maybe, checks, must be true or false",
        "/executions/20200101-000000-aaaaaa/findings?stpe=a, stpe, 'known are [code, step]'",
        "/connectors?limit=1, limit, there is none here"
    })
    void a_query_parameter_that_is_not_known_is_named_with_those_that_are(String path, String name, String said) {
        Api.Answer answer = api.get(path);

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.json().path("violations").path(0).path("field").asText())
                .isEqualTo(name);
        assertThat(answer.json().path("detail").asText()).contains(said);
    }

    @Test
    void a_word_of_a_person_that_lacks_something_says_what_and_nothing_of_plans() {
        Api.Answer answer = api.post("/executions/20200101-000000-aaaaaa/resume", "{}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("title").asText()).isEqualTo("The request is not complete, or not understood");
        assertThat(answer.json().path("detail").asText()).startsWith("reason: is required");
    }

    @Test
    void executions_are_listed_with_those_that_only_look_or_without() {
        ObjectNode check = definition("only-looks").put("recipe", "connection-check");
        String id = api.run(check).id();

        assertThat(api.get("/executions?checks=true").json().findValuesAsText("id"))
                .contains(id);
        assertThat(api.get("/executions").json().findValuesAsText("id")).contains(id);
        assertThat(api.get("/executions?checks=false").json())
                .allSatisfy(execution ->
                        assertThat(execution.path("recipe").asText()).doesNotContain("connection-check"));
    }

    @Test
    void a_migration_that_is_not_there_cannot_be_executed() {
        assertThat(api.post("/migrations/no-such-migration/executions", "").status())
                .isEqualTo(404);
        assertThat(api.post("/executions/no-such-id/stop", "").status()).isEqualTo(404);
    }

    private ObjectNode definition(String name) {
        return Migrations.define(api, sandbox, name, Migrations.GENERATED);
    }

    private static List<String> fields(Api.Answer answer) {
        List<String> fields = new ArrayList<>();
        for (JsonNode violation : answer.json().path("violations")) {
            fields.add(violation.path("field").asText());
            assertThat(violation.path("message").asText()).isNotBlank();
        }
        return fields;
    }
}
