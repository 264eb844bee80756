package io.drover.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a service that was taken over, or a mistake in one, can do to the database. */
class PostgresRolesTest {

    @Test
    void a_service_works_in_tables_and_makes_none_and_nobody_is_superuser(@TempDir Path directory) throws Exception {
        try (PostgresServer server = PostgresServer.start(directory, 0, false)) {
            // As an earlier release left it: all of it the superuser's.
            try (Connection superuser =
                    DriverManager.getConnection(server.jdbcUrl(), server.user(), server.password())) {
                run(superuser, "create schema drover");
                run(superuser, "create table drover.execution (n serial primary key, word text)");
                run(superuser, "create table drover.audit (line text)");
                server.roles().make(superuser);
                server.roles().make(superuser);
            }
            PostgresRoles roles = server.roles();
            try (Connection owner =
                    DriverManager.getConnection(server.jdbcUrl(), PostgresRoles.OWNER, roles.ownerPassword())) {
                run(owner, "alter table drover.execution add column more text");
                run(owner, "create schema ledger");
                run(owner, "grant usage on schema drover to drover_service");
                run(owner, "grant select, insert, update, delete on drover.execution to drover_service");
                run(owner, "grant usage on all sequences in schema drover to drover_service");
                run(owner, "grant select, insert on drover.audit to drover_service");
                assertThat(superuser(owner)).isEqualTo("off");
            }
            try (Connection service =
                    DriverManager.getConnection(server.jdbcUrl(), PostgresRoles.SERVICE, roles.servicePassword())) {
                run(service, "insert into drover.execution (word) values ('x')");
                run(service, "update drover.execution set word = 'y'");
                run(service, "insert into drover.audit values ('x')");
                run(service, "create temporary table listed (id text)");
                for (String refused : List.of(
                        "create table drover.mine (n int)",
                        "create schema mine",
                        "drop table drover.execution",
                        "alter table drover.audit disable trigger all",
                        "update drover.audit set line = 'forged'",
                        "delete from drover.audit",
                        "truncate drover.audit",
                        "set role drover_owner",
                        "alter role drover_service superuser",
                        "create role another",
                        "copy drover.execution to program 'id'",
                        "copy drover.execution to '/tmp/x'",
                        "select pg_read_file('/etc/passwd')",
                        "select rolpassword from pg_authid")) {
                    assertThatThrownBy(() -> run(service, refused))
                            .as(refused)
                            .isInstanceOfSatisfying(SQLException.class, e -> assertThat(e.getSQLState())
                                    .isEqualTo("42501"));
                }
                assertThat(superuser(service)).isEqualTo("off");
            }
        }
    }

    private static String superuser(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet shown = statement.executeQuery("show is_superuser")) {
            shown.next();
            return shown.getString(1);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
