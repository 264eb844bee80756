package io.drover.worker;

import io.drover.contracts.Command;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.worker.database.LedgerConnections;
import java.sql.ResultSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which execution loads on a route: the latest of those that were seen there. */
final class RouteOwners {

    /**
     * A later execution has a higher number. Each gets its own once, when it is first seen on the route; one that was never seen
     * there before it loads is taken for the later one only where its id says so, too.
     */
    private static final String TAKE_ROUTE = """
            with known as (select number from turn where route = ? and execution = ?),
            given as (
              insert into turn (route, execution)
              select ?, ?
               where not exists (select from known)
                 and not exists (select from route where route.route = ? and route.execution > ?)
              on conflict (route, execution) do update set execution = excluded.execution
              returning number)
            insert into route (route, execution, number)
            select ?, ?, number from (select number from known union all select number from given) as own
            on conflict (route) do update set execution = excluded.execution, number = excluded.number
             where route.number <= excluded.number
            """;

    private static final String GIVE_TURN =
            "insert into turn (route, execution) values (?, ?) on conflict (route, execution) do nothing";
    private static final String HAS_ROUTE = "select 1 from route where route = ? and execution = ?";

    /** Executions that have their turns are remembered, up to a bound: each batch would ask otherwise. */
    private static final int REMEMBERED = 10_000;

    private final LedgerConnections connections;
    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    RouteOwners(LedgerConnections connections) {
        this.connections = connections;
    }

    /**
     * Takes the route for the command's execution. Each batch asks; one of them writes.
     *
     * @throws ConnectorException {@code ROUTE_TAKEN} when a later execution has it
     */
    void take(Command command) {
        if (has(command)) {
            return;
        }
        int taken = update("take a route", TAKE_ROUTE, command, 4);
        if (taken == 0) {
            throw new ConnectorException(
                    "ROUTE_TAKEN",
                    FailureType.USER,
                    "A later execution than " + command.batch().execution()
                            + " moves records between the same two systems"
                            + " (route " + command.route()
                            + "), so this one moves no more. Wait until that one has ended,"
                            + " then run the migration again.");
        }
    }

    /** The execution is seen on its route; whichever is seen first here is the earlier one. */
    void giveTurn(Command command) {
        String execution = command.batch().execution();
        if (seen.contains(execution)) {
            return;
        }
        update("write a turn", GIVE_TURN, command, 1);
        if (seen.size() >= REMEMBERED) {
            seen.clear();
        }
        seen.add(execution);
    }

    private boolean has(Command command) {
        return connections.with("read a route", HAS_ROUTE, query -> {
            query.setString(1, command.route());
            query.setString(2, command.batch().execution());
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        });
    }

    /** @param times how often the statement names route and execution */
    private int update(String what, String sql, Command command, int times) {
        return connections.with(what, sql, statement -> {
            for (int at = 1; at < 2 * times; at += 2) {
                statement.setString(at, command.route());
                statement.setString(at + 1, command.batch().execution());
            }
            return statement.executeUpdate();
        });
    }
}
