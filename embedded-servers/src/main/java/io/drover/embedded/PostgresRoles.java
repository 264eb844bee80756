package io.drover.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Who works in the database: one role owns tables and makes them, the other reads and writes what is in them. Neither is the
 * superuser, which is needed only to make both. What the second may do with which table, the migrations say.
 *
 * @param ownerPassword of {@link #OWNER}
 * @param servicePassword of {@link #SERVICE}
 */
record PostgresRoles(String ownerPassword, String servicePassword) {

    static final String OWNER = "drover_owner";
    static final String SERVICE = "drover_service";

    private static final String MAKE = """
            do $$ begin
              if not exists (select from pg_roles where rolname = '%1$s') then
                create role %1$s;
              end if;
            end $$;
            alter role %1$s with login nosuperuser nocreatedb nocreaterole password '%2$s';
            """;

    /** Also what an earlier release made as superuser. The owner sees the sessions of the services, which it must not disturb. */
    private static final String GIVE = """
            alter database drover owner to drover_owner;
            revoke all on database drover from public;
            grant connect, temporary on database drover to drover_service;
            grant drover_service to drover_owner;
            do $$ declare each record; begin
              for each in select nspname from pg_namespace where nspname in ('drover', 'ledger') loop
                execute format('alter schema %I owner to drover_owner', each.nspname);
              end loop;
              for each in select c.oid::regclass as name, c.relkind from pg_class c
                  where c.relnamespace in (select oid from pg_namespace where nspname in ('drover', 'ledger'))
                  and c.relkind in ('r', 'v', 'm', 'p', 'S')
                  and c.relowner <> 'drover_owner'::regrole
                  and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i')) loop
                execute format('alter table %s owner to drover_owner', each.name);
              end loop;
            end $$;
            """;

    /** Those of a cluster, made with its directory. */
    static PostgresRoles of(Path directory) throws IOException {
        return new PostgresRoles(
                Passwords.in(directory.resolve("owner-password")), Passwords.in(directory.resolve("service-password")));
    }

    /** Makes both, in the database that they are for; again at each start, whatever a restored backup holds. */
    void make(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            for (String sql :
                    List.of(MAKE.formatted(OWNER, ownerPassword), MAKE.formatted(SERVICE, servicePassword), GIVE)) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public String toString() {
        return "PostgresRoles[" + OWNER + ", " + SERVICE + "]";
    }
}
