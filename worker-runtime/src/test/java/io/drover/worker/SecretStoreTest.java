package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.contracts.SecretBinding;
import io.drover.contracts.SecretSeal;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.worker.database.LedgerConnections;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A secret is opened for what it was stored for, in each of the places where it may be kept. */
@TestInstance(Lifecycle.PER_CLASS)
class SecretStoreTest {

    private static final String KEY = Base64.getEncoder()
            .encodeToString("0123456789abcdef0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    private static final SecretBinding USE = SecretBinding.parse("qtest@https://q.example");
    private static final SecretBinding ELSEWHERE = SecretBinding.parse("qtest@https://evil.example");

    private final Map<String, String> environment = new HashMap<>();
    private LedgerDatabase database;
    private Path mounted;
    private SecretStore store;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        database = new LedgerDatabase(directory.resolve("database"));
        database.change("create schema drover");
        database.change("create table drover.secret (name text primary key, sealed bytea not null, bound_to text)");
        mounted = Files.createDirectories(directory.resolve("mounted"));
        Path key = Files.writeString(directory.resolve("key"), KEY);
        store = new SecretStore(
                database.connections(), Worker.secretsConfig(Optional.of(key), Optional.of(mounted)), environment);
    }

    @AfterAll
    void stop() throws Exception {
        database.close();
    }

    @BeforeEach
    void nothingGiven() throws SQLException {
        environment.clear();
        database.change("delete from drover.secret");
    }

    @Test
    void one_of_the_table_opens_for_its_connector_and_address_only() throws SQLException {
        put("t", USE.toString(), USE);

        assertThat(store.value("t", USE)).isEqualTo("canary");
        assertThat(store.toMask("t", USE)).contains("canary");
        assertThat(store.toMask("t", ELSEWHERE)).isEmpty();
        refused(() -> store.value("t", ELSEWHERE), "SECRET_FOR_ANOTHER")
                .contains("t is for qtest@https://q.example")
                .contains("drover secrets set t --for qtest@https://evil.example");
        refused(() -> store.value("t", SecretBinding.parse("zephyr-scale@https://q.example")), "SECRET_FOR_ANOTHER");
        refused(() -> store.value("t", SecretBinding.ARCHIVE), "SECRET_FOR_ANOTHER");
    }

    @Test
    void a_row_that_somebody_let_point_elsewhere_does_not_open() throws SQLException {
        put("t", ELSEWHERE.toString(), USE);

        refused(() -> store.value("t", ELSEWHERE), "SECRET_UNREADABLE");
    }

    @Test
    void a_row_of_an_earlier_release_says_what_to_do() throws SQLException {
        put("t", null, USE);

        refused(() -> store.value("t", USE), "SECRET_NOT_BOUND")
                .contains("drover secrets set t --for qtest@https://q.example");
        assertThat(store.toMask("t", USE)).isEmpty();
    }

    @Test
    void a_mounted_one_says_it_in_a_file_beside_it() throws IOException {
        Files.writeString(mounted.resolve("m"), "canary\n");
        refused(() -> store.value("m", USE), "SECRET_NOT_BOUND").contains("m.for", USE.toString());

        Files.writeString(mounted.resolve("m.for"), "qtest@https://Q.example/api/\n");
        assertThat(store.value("m", USE)).isEqualTo("canary");
        refused(() -> store.value("m", ELSEWHERE), "SECRET_FOR_ANOTHER").contains("m.for");
        refused(() -> store.value("m.for", USE), "SECRET_NOT_BOUND");
    }

    @Test
    void one_of_the_environment_says_it_in_a_variable_beside_it() {
        environment.put("DROVER_SECRET_MY_TOKEN", "canary");
        refused(() -> store.value("my-token", USE), "SECRET_NOT_BOUND").contains("DROVER_SECRET_MY_TOKEN_FOR=" + USE);

        environment.put("DROVER_SECRET_MY_TOKEN_FOR", "qtest@https://q.example,https://q2.example");
        assertThat(store.value("my-token", USE)).isEqualTo("canary");
        refused(() -> store.value("my-token", ELSEWHERE), "SECRET_FOR_ANOTHER");
        environment.put("DROVER_SECRET_MY_TOKEN_FOR", "qtest@https://user:canary@q.example");
        refused(() -> store.value("my-token", USE), "SECRET_NOT_BOUND").contains("connector@address");
    }

    @Test
    void one_that_is_nowhere_is_unknown() {
        refused(() -> store.value("none", USE), "SECRET_UNKNOWN").contains("drover secrets set none --for " + USE);
        assertThat(store.toMask("none", USE)).isEmpty();
    }

    private static org.assertj.core.api.AbstractStringAssert<?> refused(ThrowingCallable call, String code) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(ConnectorException.class, e -> {
                    assertThat(e.code()).isEqualTo(code);
                    assertThat(e.type()).isEqualTo(FailureType.USER);
                })
                .hasMessageNotContaining("canary")
                .message();
    }

    /** @param says what the row says it is for */
    private void put(String name, @Nullable String says, SecretBinding sealedFor) throws SQLException {
        try (LedgerConnections.Held held = database.connections().hold();
                PreparedStatement insert =
                        held.connection().prepareStatement("insert into drover.secret values (?, ?, ?)")) {
            insert.setString(1, name);
            insert.setBytes(2, new SecretSeal(KEY).seal(name, sealedFor, "canary"));
            insert.setString(3, says);
            insert.execute();
        }
    }
}
