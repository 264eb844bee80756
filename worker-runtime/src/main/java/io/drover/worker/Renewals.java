package io.drover.worker;

import io.drover.worker.database.LedgerConnections;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the claims of this process: one statement for all that have not been renewed for a sixth of a lease, on a connection of its
 * own, so that batches that have all the others keep none of it waiting. A batch that is over before has none. When it fails, the
 * leases run on, and the next one comes a sixth of a lease later.
 */
final class Renewals implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Renewals.class);
    private static final int PARTS = 6;
    static final String RENEW = """
            update claim set lease_until = now() + ? * interval '1 millisecond'
              from unnest(?::text[], ?::uuid[]) as held (batch, token)
             where claim.batch = held.batch and claim.token = held.token
            returning claim.token
            """;

    private final LedgerConnections connections;
    private final Duration lease;
    private final Set<Claims.Claim> held = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("claims").factory());
    /** Used by the timer's thread only, as long as there is something to renew. */
    private LedgerConnections.@Nullable Held ofItsOwn;

    @SuppressWarnings("FutureReturnValueIgnored") // it goes on until the timer ends
    Renewals(LedgerConnections connections, Duration lease) {
        this.connections = connections;
        this.lease = lease;
        long period = lease.toMillis() / PARTS;
        timer.scheduleWithFixedDelay(this::renew, period, period, TimeUnit.MILLISECONDS);
    }

    void add(Claims.Claim claim) {
        held.add(claim);
    }

    void remove(Claims.Claim claim) {
        held.remove(claim);
    }

    private void renew() {
        long before = System.nanoTime();
        long fresh = before + lease.toNanos() - lease.dividedBy(PARTS).toNanos();
        List<Claims.Claim> due =
                held.stream().filter(claim -> claim.ownedUntil() - fresh <= 0).toList();
        if (due.isEmpty()) {
            if (held.isEmpty()) {
                giveBack();
            }
            return;
        }
        try {
            Set<UUID> renewed = renew(due);
            for (Claims.Claim claim : due) {
                if (renewed.contains(claim.token())) {
                    claim.renewed(before);
                } else if (held.contains(claim)) { // and was not given back meanwhile
                    claim.lost();
                }
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warnf("Claims not renewed, will be tried again claims=%d: %s", due.size(), e.toString());
            giveBack();
        }
    }

    private Set<UUID> renew(List<Claims.Claim> due) throws SQLException {
        if (ofItsOwn == null) {
            ofItsOwn = connections.hold();
        }
        Connection connection = ofItsOwn.connection();
        Set<UUID> renewed = new HashSet<>();
        try (PreparedStatement update = connection.prepareStatement(RENEW)) {
            update.setQueryTimeout(Math.toIntExact(Math.max(1, lease.toSeconds() / 3)));
            Array batches = connection.createArrayOf(
                    "text", due.stream().map(claim -> claim.batch().toString()).toArray());
            Array tokens = connection.createArrayOf(
                    "uuid", due.stream().map(Claims.Claim::token).toArray());
            update.setLong(1, lease.toMillis());
            update.setArray(2, batches);
            update.setArray(3, tokens);
            try (ResultSet rows = update.executeQuery()) {
                while (rows.next()) {
                    renewed.add(rows.getObject(1, UUID.class));
                }
            }
        }
        return renewed;
    }

    private void giveBack() {
        if (ofItsOwn != null) {
            try {
                ofItsOwn.close();
            } catch (SQLException e) {
                LOG.debugf("A connection was broken already: %s", e.toString());
            }
            ofItsOwn = null;
        }
    }

    @Override
    public void close() {
        if (!timer.isShutdown()) {
            timer.execute(this::giveBack);
            timer.shutdown();
        }
    }
}
