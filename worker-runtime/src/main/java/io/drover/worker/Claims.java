package io.drover.worker;

import io.agroal.api.AgroalDataSource;
import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.Phase;
import io.drover.contracts.failpoint.Failpoint;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.quarkus.agroal.DataSource;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which attempt owns a batch that changes the outside world. A claim is a lease: renewed while the attempt lives, taken
 * over only after it lapsed. An attempt that was frozen past its lease finds out by its own clock before it sends another
 * request ({@link Claim#checkOwnership}), and its receipt writes are refused by the token.
 */
@ApplicationScoped
public class Claims {

    private static final String TAKE = """
            insert into claim (batch, attempt, token, owner, lease_until)
            values (?, ?, ?, ?, now() + ? * interval '1 millisecond')
            on conflict (batch) do update
               set attempt = excluded.attempt, token = excluded.token, owner = excluded.owner,
                   lease_until = excluded.lease_until
             where claim.lease_until < now() and claim.attempt <= excluded.attempt
            """;
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
    private static final String ATTEMPT = "select attempt from claim where batch = ?";
    private static final String LIVE = "select count(*) from claim where batch = any (?) and lease_until >= now()";
    private static final String RENEW =
            "update claim set lease_until = now() + ? * interval '1 millisecond' where batch = ? and token = ?";
    private static final String RELEASE =
            "update claim set lease_until = now() - interval '1 second' where batch = ? and token = ?";
    private static final long POLL_MS = 250;

    private final AgroalDataSource database;
    private final WorkerName worker;
    private final Duration lease;
    private volatile boolean sendsNoMore;
    private final ScheduledExecutorService renewals = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("claims").factory());

    Claims(@DataSource("ledger") AgroalDataSource database, ClaimConfig config, WorkerName worker) {
        this.database = database;
        this.worker = worker;
        this.lease = config.lease();
    }

    @PreDestroy
    void stop() {
        renewals.shutdownNow();
    }

    /** This process ends: what {@link #take} claimed sends no more, and what is on its way may be answered. */
    void sendNoMore() {
        sendsNoMore = true;
    }

    /**
     * Claims the command's batch, waiting while an earlier attempt's lease runs.
     *
     * @throws ConnectorException {@code STALE_ATTEMPT} when a later attempt owns it, a later execution has the route, or the
     *     lease did not end in time
     */
    public Claim take(Command command) throws InterruptedException {
        takeRoute(command);
        Claim claim = lease(command, true);
        if (claim == null) {
            throw stale(command.batch(), command.attempt());
        }
        return claim;
    }

    /**
     * Claims a batch that is not bounded, waiting while an attempt's lease runs. Only what loads claims the route with it.
     *
     * @throws ConnectorException {@code ALREADY_RUNNING} when an attempt lives on and this command asks for nothing newer;
     *     {@code STALE_ATTEMPT} when a later attempt owns the batch, or a later execution has the route
     */
    public Claim hold(Command command) throws InterruptedException {
        if (command.batch().phase() == Phase.LOAD) {
            takeRoute(command);
        } else {
            giveTurn(command);
        }
        Claim claim = lease(command, false);
        if (claim != null) {
            return claim;
        }
        int owner = owner(command.batch());
        if (owner > command.attempt()) {
            throw stale(command.batch(), command.attempt());
        }
        throw new ConnectorException(
                "ALREADY_RUNNING",
                FailureType.INTERNAL,
                "Attempt " + owner + " of batch " + command.batch() + " is alive and goes on");
    }

    /** Each batch asks; one of them writes. */
    private void takeRoute(Command command) {
        if (hasRoute(command)) {
            return;
        }
        int route = update(TAKE_ROUTE, statement -> {
            for (int at = 1; at <= 8; at += 2) {
                statement.setString(at, command.route());
                statement.setString(at + 1, command.batch().execution());
            }
        });
        if (route == 0) {
            throw stale(command.batch(), command.attempt());
        }
    }

    /** The execution is seen on its route; whichever is seen first here is the earlier one. */
    private void giveTurn(Command command) {
        update(GIVE_TURN, statement -> {
            statement.setString(1, command.route());
            statement.setString(2, command.batch().execution());
        });
    }

    private boolean hasRoute(Command command) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(HAS_ROUTE)) {
            query.setString(1, command.route());
            query.setString(2, command.batch().execution());
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        } catch (SQLException e) {
            throw unavailable("read a route", e);
        }
    }

    /** @return null when the lease of another attempt did not end in time */
    private @Nullable Claim lease(Command command, boolean bounded) throws InterruptedException {
        UUID token = UUID.randomUUID();
        long giveUp = System.nanoTime() + lease.plusSeconds(5).toNanos();
        while (true) {
            long before = System.nanoTime();
            int taken = update(TAKE, statement -> {
                statement.setString(1, command.batch().toString());
                statement.setInt(2, command.attempt());
                statement.setObject(3, token);
                statement.setString(4, worker.value());
                statement.setLong(5, lease.toMillis());
            });
            if (taken == 1) {
                Failpoint.BATCH_CLAIMED.pass(command.batch());
                return new Claim(command, token, before, bounded);
            }
            if (System.nanoTime() > giveUp) {
                return null;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private int owner(BatchId batch) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(ATTEMPT)) {
            query.setString(1, batch.toString());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw unavailable("read a claim", e);
        }
    }

    /**
     * Waits until no attempt at these batches lives. What such an attempt left in doubt, it may still be about to send.
     *
     * @throws ConnectorException {@code STALE_ATTEMPT} when one lives on and on
     */
    public void awaitEnd(Claim own, Collection<String> batches) throws InterruptedException {
        long giveUp = System.nanoTime() + lease.multipliedBy(3).toNanos();
        while (living(batches) > 0) {
            if (System.nanoTime() > giveUp) {
                throw stale(own.batch(), own.attempt());
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private int living(Collection<String> batches) {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement(LIVE)) {
            query.setArray(1, connection.createArrayOf("text", batches.toArray()));
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw unavailable("read claims", e);
        }
    }

    private static ConnectorException unavailable(String what, SQLException e) {
        return new ConnectorException(
                "DATABASE_UNAVAILABLE",
                FailureType.RESOURCES,
                "Cannot " + what + " in Drover's database (SQL state " + e.getSQLState() + ")",
                null,
                e);
    }

    static ConnectorException stale(BatchId batch, int attempt) {
        return new ConnectorException(
                "STALE_ATTEMPT",
                FailureType.INTERNAL,
                "Attempt " + attempt + " no longer owns batch " + batch + "; another attempt does it");
    }

    private int update(String sql, Binding binding) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            binding.bind(statement);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw unavailable("write a claim", e);
        }
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    /** A lease on one batch. Close it when the attempt ends. */
    public final class Claim implements AutoCloseable {

        private final BatchId batch;
        private final String route;
        private final int attempt;
        private final UUID token;
        private final boolean bounded;
        private final Future<?> renewal;
        /** On this process' monotonic clock; earlier than the database's by the time of a round trip. */
        private volatile long ownedUntil;

        private Claim(Command command, UUID token, long since, boolean bounded) {
            this.batch = command.batch();
            this.route = command.route();
            this.attempt = command.attempt();
            this.token = token;
            this.bounded = bounded;
            this.ownedUntil = since + lease.toNanos();
            long period = lease.toMillis() / 3;
            this.renewal = renewals.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
        }

        public BatchId batch() {
            return batch;
        }

        public int attempt() {
            return attempt;
        }

        /** The route that the batch's records move on. */
        public String route() {
            return route;
        }

        UUID token() {
            return token;
        }

        /** @throws ConnectorException {@code STALE_ATTEMPT} when the lease may have lapsed, or this process ends */
        public void checkOwnership() {
            if (System.nanoTime() - ownedUntil >= 0 || (bounded && sendsNoMore)) {
                throw stale(batch, attempt);
            }
        }

        private void renew() {
            long before = System.nanoTime();
            try {
                int renewed = update(RENEW, statement -> {
                    statement.setLong(1, lease.toMillis());
                    statement.setString(2, batch.toString());
                    statement.setObject(3, token);
                });
                ownedUntil = renewed == 1 ? before + lease.toNanos() : before;
            } catch (ConnectorException e) {
                // The lease runs on until it lapses; the next renewal may reach the database.
            }
        }

        @Override
        public void close() {
            renewal.cancel(false);
            // An interrupted thread would break the connection, and nobody could have the batch for a lease.
            Thread.interrupted();
            try {
                update(RELEASE, statement -> {
                    statement.setString(1, batch.toString());
                    statement.setObject(2, token);
                });
            } catch (ConnectorException e) {
                // It lapses by itself.
            }
        }
    }
}
