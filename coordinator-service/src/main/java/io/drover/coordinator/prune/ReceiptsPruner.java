package io.drover.coordinator.prune;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Receipts of one route, which no age makes useless: without them the next run on that route finds no record that is in the target
 * by its receipt, and what cannot be found by its origin is created a second time. They go by name and by a typed phrase only.
 */
final class ReceiptsPruner {

    private final PruneDatabase database;

    ReceiptsPruner(PruneDatabase database) {
        this.database = database;
    }

    /** @throws PruneException when it is no route with receipts, or more than one */
    String route(String named) throws SQLException {
        if (!database.has("ledger.receipt")) {
            throw PruneException.of("There are no receipts in this database.");
        }
        TreeSet<String> routes = new TreeSet<>(resolved(named));
        for (String alias : database.texts(
                "select distinct e.route from drover.execution e where e.migration = ? and e.route is not null",
                named)) {
            routes.addAll(resolved(alias));
        }
        routes.removeIf(route -> !hasReceipts(route));
        if (routes.size() != 1) {
            throw PruneException.badInput(
                    routes.isEmpty()
                            ? "No receipts are kept for the route or migration " + named + "."
                            : named + " stands for " + routes.size() + " routes; name one of them: "
                                    + String.join(", ", routes));
        }
        return routes.first();
    }

    private List<String> resolved(String name) throws SQLException {
        return database.has("ledger.route_alias")
                ? database.texts("select route from ledger.route_alias where alias = ? union select ?", name, name)
                : List.of(name);
    }

    private boolean hasReceipts(String route) {
        try {
            return database.number("select 1 from ledger.receipt where route = ? limit 1", route) == 1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Found look(String route) throws SQLException {
        long rows = database.number("select count(*) from ledger.receipt where route = ?", route);
        long bytes = database.number(
                "select coalesce(sum(pg_column_size(r)), 0) from ledger.receipt r where route = ?", route);
        return Found.of("receipts", 0, rows, bytes, null, null);
    }

    static String phrase(Found receipts) {
        return "forget " + receipts.rows() + " receipts";
    }

    /**
     * @param typed what was typed for {@link #phrase}
     * @throws PruneException when it is not that, or an execution on the route has not ended
     */
    void prune(String route, Found looked, @Nullable String typed) throws SQLException {
        if (!phrase(looked).equals(typed)) {
            throw PruneException.badInput("The receipts of " + route
                    + " stay: --yes goes with --confirm '" + phrase(looked) + "'. Without them the next run on this"
                    + " route may create records a second time.");
        }
        Instant begun = database.now();
        for (String name : names(route)) {
            List<String> going = database.texts(
                    "select e.id from drover.execution e where not (" + PruneDatabase.ENDED + ") and e.route = ?",
                    name);
            if (!going.isEmpty()) {
                throw PruneException.of(
                        "Execution " + going.getFirst() + " on this route has not ended; nothing is pruned.");
            }
        }
        // An execution may begin from now on: what it writes, or is writing, is not what was counted.
        database.delete(
                "ledger.receipt",
                "ledger.receipt x where x.route = ? and x.changed_at < ? for update skip locked",
                route,
                begun);
        if (database.has("ledger.content_receipt")) {
            database.delete(
                    "ledger.content_receipt",
                    "ledger.content_receipt x where x.route = ? and x.changed_at < ? for update skip locked",
                    route,
                    begun);
        }
    }

    /** The route, and what people typed for it. */
    private List<String> names(String route) throws SQLException {
        return database.has("ledger.route_alias")
                ? database.texts("select alias from ledger.route_alias where route = ? union select ?", route, route)
                : List.of(route);
    }
}
