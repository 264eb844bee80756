package io.drover.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.embedded.RunningServers;
import io.drover.embedded.SharedServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** What the role that services work as may do with the tables that migrations made. */
class AuditGrantsTest {

    private static final String SCHEMA = "audit_grants";

    @Test
    void a_service_adds_lines_to_the_audit_and_changes_or_deletes_none() throws Exception {
        RunningServers servers = SharedServers.get();
        Map<String, String> roles = servers.postgres().environment();
        Flyway.configure()
                .dataSource(
                        servers.jdbcUrl(),
                        roles.get("DROVER_SCHEMA_OWNER_USER"),
                        roles.get("DROVER_SCHEMA_OWNER_PASSWORD"))
                .locations("db/coordinator")
                .schemas(SCHEMA)
                .defaultSchema(SCHEMA)
                .load()
                .migrate();

        try (Connection service = DriverManager.getConnection(
                        servers.jdbcUrl() + "?currentSchema=" + SCHEMA,
                        roles.get("DROVER_DATABASE_USER"),
                        roles.get("DROVER_DATABASE_PASSWORD"));
                Statement statement = service.createStatement()) {
            assertThat(statement.executeUpdate(
                            "insert into audit (execution, seq, line) select id, 1, 'x' from execution"))
                    .isZero();
            assertThat(statement.executeUpdate("delete from outbox")).isZero();
            for (String refused : List.of(
                    "update audit set line = 'forged'",
                    "delete from audit",
                    "delete from installation_audit",
                    "truncate audit",
                    "drop table audit",
                    "delete from flyway_schema_history")) {
                assertThatThrownBy(() -> statement.execute(refused))
                        .as(refused)
                        .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                .isEqualTo("42501"));
            }
        }
    }
}
