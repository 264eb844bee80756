package io.drover.worker;

import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.Phase;
import io.drover.contracts.failpoint.Failpoint;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which attempt owns a batch. Every attempt claims its batch, with one statement, and gives it back with another. A claim is a
 * lease: renewed while the attempt lives, taken over only after it lapsed. An attempt that was frozen past its lease finds out by its own clock before it sends another
 * request ({@link Claim#checkOwnership}), and its receipt writes are refused by the token.
 */
@ApplicationScoped
public class Claims {

    /** Says what it met, too: whether the batch is closed, and who had it when the statement began. */
    private static final String TAKE = """
            with closed as (select exists (select from closed_batch where batch = ?) as already),
            taken as (
              insert into claim (batch, attempt, token, owner, lease_until)
              select ?, ?, ?, ?, now() + ? * interval '1 millisecond' from closed where not already
              on conflict (batch) do update
                 set attempt = excluded.attempt, token = excluded.token, owner = excluded.owner,
                     lease_until = excluded.lease_until
               where claim.lease_until < now() and claim.attempt <= excluded.attempt
              returning attempt)
            select closed.already, exists (select from taken), had.attempt, had.lease_until
              from closed left join claim had on had.batch = ?
            """;

    private static final String OWNER = "select attempt, token, lease_until >= now() from claim where batch = ?";
    /** The token of a claim that is over for good: a renewal that is on its way, or wakes up, finds nothing to renew. */
    static final String NOBODY = "'00000000-0000-0000-0000-000000000000'";

    private static final String RELEASE = """
            update claim set lease_until = now() - interval '1 second', token = %s
             where batch = ? and token = ?
            """.formatted(NOBODY);
    /** A closed batch needs no claim any more. */
    private static final String RELEASE_CLOSED = """
            with closed as (insert into closed_batch (batch) values (?) on conflict do nothing)
            delete from claim where batch = ? and token = ?
            """;

    static final long POLL_MS = 250;
    /** So long a command that came again, since Kafka gave its partition away, waits for an owner that may be about to end. */
    private static final int FOLLOWED_LEASES = 4;

    private static final Logger LOG = Logger.getLogger(Claims.class);

    private final LedgerConnections connections;
    private final WorkerName worker;
    private final Duration lease;
    private volatile boolean sendsNoMore;
    private final Renewals renewals;
    private final RouteOwners routes;
    private final EarlierAttempts earlierAttempts;

    Claims(LedgerConnections connections, ClaimConfig config, WorkerName worker) {
        this.connections = connections;
        this.worker = worker;
        this.lease = config.lease();
        this.renewals = new Renewals(connections, lease);
        this.routes = new RouteOwners(connections);
        this.earlierAttempts = new EarlierAttempts(connections, lease);
    }

    @PreDestroy
    void stop() {
        renewals.close();
    }

    /** This process ends: what operations of services claimed sends no more, and what is on its way may be answered. */
    void sendNoMore() {
        sendsNoMore = true;
    }

    /**
     * Claims the command's batch; what loads claims the route with it. Where an attempt has it that may be dead, it waits until
     * that one renews its claim or the claim lapses.
     * A command that came again waits longer for its own attempt: a process that ends hands its batches back, and nobody else
     * has the command of this one.
     *
     * @throws BatchClosedException when it is closed
     * @throws ConnectorException {@code ALREADY_RUNNING} when another attempt lives, and the command asks for nothing newer than
     *     that; {@code STALE_ATTEMPT} when a later attempt has had the batch; {@code ROUTE_TAKEN} when a later execution has the route
     */
    public Claim take(Command command) throws InterruptedException {
        if (command.batch().phase() == Phase.LOAD) {
            routes.take(command);
        } else {
            routes.giveTurn(command);
        }
        UUID token = UUID.randomUUID();
        Instant firstSeen = null;
        long since = System.nanoTime();
        while (true) {
            long before = System.nanoTime();
            Met met = take(command, token);
            if (met.closed()) {
                throw new BatchClosedException(command.batch());
            }
            if (met.taken()) {
                Failpoint.BATCH_CLAIMED.pass(command.batch());
                return new Claim(command, token, before, firstSeen != null || met.attempt() > 0);
            }
            if (met.attempt() > command.attempt()) {
                throw stale(command.batch(), command.attempt());
            }
            Instant leaseUntil = met.leaseUntil();
            boolean follows = command.on() == null
                    && met.attempt() == command.attempt()
                    && System.nanoTime() - since
                            < lease.multipliedBy(FOLLOWED_LEASES).toNanos();
            if (!follows && firstSeen != null && leaseUntil != null && leaseUntil.isAfter(firstSeen)) {
                throw alreadyRunning(command.batch(), met.attempt());
            }
            firstSeen = firstSeen == null ? leaseUntil : firstSeen;
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    /**
     * What a try to claim a batch met.
     *
     * @param attempt that had it; 0 for none
     */
    private record Met(
            boolean closed,
            boolean taken,
            int attempt,
            @Nullable Instant leaseUntil) {}

    private Met take(Command command, UUID token) {
        String batch = command.batch().toString();
        return query("write a claim", TAKE, statement -> {
            statement.setString(1, batch);
            statement.setString(2, batch);
            statement.setInt(3, command.attempt());
            statement.setObject(4, token);
            statement.setString(5, worker.value());
            statement.setLong(6, lease.toMillis());
            statement.setString(7, batch);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                Timestamp leaseUntil = row.getTimestamp(4);
                return new Met(
                        row.getBoolean(1),
                        row.getBoolean(2),
                        row.getInt(3),
                        leaseUntil == null ? null : leaseUntil.toInstant());
            }
        });
    }

    /**
     * Why an attempt no longer owns its batch.
     *
     * @return {@code ALREADY_RUNNING} when another attempt lives that is no later one; {@code CLAIM_LOST} when nobody has it,
     *     whoever had it or ended it meanwhile, and it is to be tried again; otherwise {@code STALE_ATTEMPT}
     */
    ConnectorException lost(Claim claim) {
        return query("read a claim", OWNER, statement -> {
            statement.setString(1, claim.batch.toString());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next() || row.getInt(1) > claim.attempt) {
                    return stale(claim.batch, claim.attempt);
                }
                boolean own = claim.token.equals(row.getObject(2, UUID.class));
                boolean lives = row.getBoolean(3);
                return lives && !own ? alreadyRunning(claim.batch, row.getInt(1)) : notRenewed(claim);
            }
        });
    }

    private ConnectorException notRenewed(Claim claim) {
        return new ConnectorException(
                "CLAIM_LOST",
                FailureType.RESOURCES,
                "Attempt " + claim.attempt + " did not renew its claim on batch " + claim.batch
                        + " in Drover's database within " + lease.toSeconds()
                        + " s: the worker or the database stood still");
    }

    private static ConnectorException alreadyRunning(BatchId batch, int attempt) {
        return new ConnectorException(
                "ALREADY_RUNNING",
                FailureType.INTERNAL,
                "Attempt " + attempt + " of batch " + batch + " is alive and goes on");
    }

    /**
     * Waits until no attempt at these batches lives; none of them comes to life again.
     *
     * @throws ConnectorException {@code STALE_ATTEMPT} when one lives on and on
     */
    public void awaitEnd(Claim own, Collection<String> batches) throws InterruptedException {
        earlierAttempts.awaitEnd(own, batches);
    }

    static ConnectorException unavailable(String what, SQLException e) {
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
        return query("write a claim", sql, statement -> {
            binding.bind(statement);
            return statement.executeUpdate();
        });
    }

    private <T> T query(String what, String sql, Query<T> query) {
        try (LedgerConnections.Held held = connections.hold();
                PreparedStatement statement = held.connection().prepareStatement(sql)) {
            return query.run(statement);
        } catch (SQLException e) {
            throw unavailable(what, e);
        }
    }

    private interface Binding {
        void bind(PreparedStatement statement) throws SQLException;
    }

    private interface Query<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    /** A lease on one batch. Close it when the attempt ends. */
    public final class Claim implements AutoCloseable {

        private final BatchId batch;
        private final String route;
        private final int attempt;
        private final UUID token;
        /** A connector's own operation is let to its end when this process ends. */
        private final boolean ofService;

        private final boolean follows;
        /** On this process' monotonic clock; earlier than the database's by the time of a round trip. */
        private volatile long ownedUntil;

        private volatile boolean cancelled;
        private volatile boolean closed;
        private volatile Runnable whenLost = () -> {};

        private Claim(Command command, UUID token, long since, boolean follows) {
            this.batch = command.batch();
            this.route = command.route();
            this.attempt = command.attempt();
            this.token = token;
            this.ofService = command.on() == null;
            this.follows = follows;
            this.ownedUntil = since + lease.toNanos();
            renewals.add(this);
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

        /** Whether the batch was claimed before: that attempt may have done it to its end and died before it noted so. */
        boolean follows() {
            return follows;
        }

        long ownedUntil() {
            return ownedUntil;
        }

        /**
         * @throws ConnectorException {@code STALE_ATTEMPT} when the lease may have lapsed, or this process ends; {@code CANCELLED}
         *     when the batch's execution is given up
         */
        public void checkOwnership() {
            checkCancelled();
            if (isLapsed() || (ofService && sendsNoMore)) {
                throw stale(batch, attempt);
            }
        }

        void checkCancelled() {
            if (cancelled) {
                throw new ConnectorException(
                        "CANCELLED", FailureType.INTERNAL, "Batch " + batch + " is given up with its execution");
            }
        }

        boolean isLapsed() {
            return System.nanoTime() - ownedUntil >= 0;
        }

        /** From now on nothing may be begun under it. */
        void cancel() {
            cancelled = true;
        }

        /** Its batch is closed, which is noted when it is given back. */
        void batchClosed() {
            closed = true;
        }

        /** @param deed what to do when another attempt is found to have taken the batch */
        void whenLost(Runnable deed) {
            whenLost = deed;
        }

        /** @param since before the statement that renewed it was sent */
        void renewed(long since) {
            ownedUntil = since + lease.toNanos();
        }

        /** Another attempt has it. */
        void lost() {
            ownedUntil = System.nanoTime();
            whenLost.run();
        }

        @Override
        public void close() {
            renewals.remove(this);
            // An interrupted thread would break the connection, and nobody could have the batch for a lease.
            Thread.interrupted();
            try {
                if (closed) {
                    update(RELEASE_CLOSED, statement -> {
                        statement.setString(1, batch.toString());
                        statement.setString(2, batch.toString());
                        statement.setObject(3, token);
                    });
                } else {
                    update(RELEASE, statement -> {
                        statement.setString(1, batch.toString());
                        statement.setObject(2, token);
                    });
                }
            } catch (ConnectorException e) {
                // It lapses by itself. That a batch is closed is only noted: what counts is its manifest.
                LOG.warnf("A claim was not given back in the database batchId=%s: %s", batch, e.getMessage());
            }
        }
    }
}
