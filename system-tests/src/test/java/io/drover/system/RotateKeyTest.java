package io.drover.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.installation.KeyFile;
import io.drover.sandbox.RunningSandbox;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The key of the secrets is changed under an installation that works. */
class RotateKeyTest {

    /** Its own: others sign and seal with the key that they found. */
    private static Installation installation;

    private static Api api;

    @BeforeAll
    static void start() throws Exception {
        installation = Installation.ofOneProcess("rotated", Map.of());
        api = installation.api();
    }

    @AfterAll
    static void stop() throws Exception {
        installation.close();
    }

    @Test
    void secrets_open_before_between_and_after() throws Exception {
        try (RunningSandbox sandbox = Sandboxes.generated(10, 3)) {
            ObjectNode migration = Migrations.define(api, sandbox, "rotated", Migrations.GENERATED)
                    .put("recipe", "connection-check");
            assertThat(api.run(migration).state()).isEqualTo("SUCCESS");

            KeyFile.prepend(
                    Path.of(Objects.requireNonNull(installation.settings().get("DROVER_SECRETS_KEY_FILE"))));
            assertThat(api.run(migration).state()).as("the file has a new key").isEqualTo("SUCCESS");
            assertThat(keys()).hasSize(1);
            api.secretOf(migration.path("target"), "rotated.new", "sealed with the new key");
            assertThat(keys()).hasSize(2);

            JsonNode rotation = api.post("/secrets/rotate-key", "").json();
            assertThat(rotation.path("sealedAgain").asInt()).isGreaterThanOrEqualTo(2);
            assertThat(keys()).containsExactly(rotation.path("key").asText());
            assertThat(api.run(migration).state()).as("sealed again").isEqualTo("SUCCESS");
            assertThat(api.post("/secrets/rotate-key", "")
                            .json()
                            .path("sealedAgain")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void what_no_key_opens_is_named_and_stays() throws Exception {
        change("insert into drover.secret (name, sealed, bound_to) values ('rotated.broken', '\\x00'::bytea,"
                + " 'archive')");
        try {
            assertThat(api.post("/secrets/rotate-key", "").json().path("unreadable"))
                    .extracting(JsonNode::asText)
                    .contains("rotated.broken");
        } finally {
            change("delete from drover.secret where name = 'rotated.broken'");
        }
    }

    private List<String> keys() throws SQLException {
        List<String> keys = new ArrayList<>();
        try (Connection connection = installation.database();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select distinct key_id from drover.secret where key_id is not null")) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return keys;
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = installation.database();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
