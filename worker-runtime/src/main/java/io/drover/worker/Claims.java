package io.drover.worker;

import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.contracts.Phase;
import io.drover.contracts.failpoint.Failpoint;
import io.drover.spi.ConnectorException;
import io.drover.spi.FailureType;
import io.drover.worker.database.LedgerConnections;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Which attempt owns a batch. Every attempt claims its batch, with one statement, and gives it back with another. A claim is a
 * lease: renewed while the attempt lives, taken over only after it lapsed. An attempt that was frozen past its lease finds out by its own clock before it sends another
 * request ({@link Claim#checkOwnership}), and its receipt writes are refused by the token.
 */
@ApplicationScoped
public class Claims {

    static final long POLL_MS = 250;
    /** So long a command that came again, since Kafka gave its partition away, waits for an owner that may be about to end. */
    private static final int FOLLOWED_LEASES = 4;

    private static final Logger LOG = Logger.getLogger(Claims.class);

    private final ClaimTable table;
    private final Duration lease;
    private volatile boolean sendsNoMore;
    private final Renewals renewals;
    private final RouteOwners routes;
    private final EarlierAttempts earlierAttempts;

    Claims(LedgerConnections connections, ClaimConfig config, WorkerName worker) {
        this.lease = config.lease();
        this.table = new ClaimTable(connections, worker, lease);
        this.renewals = new Renewals(connections, lease);
        this.routes = new RouteOwners(connections);
        this.earlierAttempts = new EarlierAttempts(connections, lease);
    }

    @PreDestroy
    void stop() {
        renewals.close();
    }

    /** This process ends. Operations of services send nothing more under their claims; requests that were sent may still be answered. */
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
            ClaimTable.Met met = table.take(command, token);
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
     * Why an attempt no longer owns its batch.
     *
     * @return {@code ALREADY_RUNNING} when another attempt lives that is no later one; {@code CLAIM_LOST} when nobody has it,
     *     whoever had it or ended it meanwhile, and it is to be tried again; otherwise {@code STALE_ATTEMPT}
     */
    ConnectorException lost(Claim claim) {
        ClaimTable.Owner owner = table.owner(claim.batch).orElse(null);
        if (owner == null || owner.attempt() > claim.attempt) {
            return stale(claim.batch, claim.attempt);
        }
        return owner.lives() && !owner.token().equals(claim.token)
                ? alreadyRunning(claim.batch, owner.attempt())
                : notRenewed(claim);
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
                "Attempt " + attempt + " of batch " + batch + " is alive and continues");
    }

    /**
     * Waits until no attempt at these batches lives; none of them comes to life again.
     *
     * @throws ConnectorException {@code STALE_ATTEMPT} when one lives on and on
     */
    public void awaitEnd(Claim own, Collection<String> batches) throws InterruptedException {
        earlierAttempts.awaitEnd(own, batches);
    }

    static ConnectorException stale(BatchId batch, int attempt) {
        return new ConnectorException(
                "STALE_ATTEMPT",
                FailureType.INTERNAL,
                "Attempt " + attempt + " no longer owns batch " + batch + "; another attempt does it");
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
                table.release(batch, token, closed);
            } catch (ConnectorException e) {
                // It lapses by itself. That a batch is closed is only noted: what counts is its manifest.
                LOG.warnf("A claim was not given back in the database batchId=%s: %s", batch, e.getMessage());
            }
        }
    }
}
