package io.drover.coordinator;

import io.drover.embedded.RunningServers;
import io.drover.embedded.SharedServers;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** The coordinator's tables, empty, in a database of their own of a real PostgreSQL. */
public final class CoordinatorSchema {

    private final PGSimpleDataSource database = new PGSimpleDataSource();

    /** @param name of the database, which no other test uses */
    public CoordinatorSchema(String name) throws IOException, SQLException {
        RunningServers servers = SharedServers.get();
        database.setUrl(servers.jdbcUrl());
        database.setUser(servers.postgresUser());
        database.setPassword(servers.postgresPassword());
        run("drop database if exists " + name + " with (force)");
        run("create database " + name);
        database.setDatabaseName(name);
        Flyway.configure()
                .dataSource(database)
                .locations("db/coordinator")
                .schemas("drover")
                .defaultSchema("drover")
                .load()
                .migrate();
    }

    public PGSimpleDataSource database() {
        return database;
    }

    public void run(String statement) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement run = connection.createStatement()) {
            run.execute(statement);
        }
    }

    /** The first column, as text. */
    public List<String> rows(String query) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement select = connection.createStatement();
                ResultSet rows = select.executeQuery(query)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        }
    }
}
