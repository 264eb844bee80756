package io.drover.worker;

import io.drover.spi.ConnectorException;
import io.drover.worker.database.LedgerConnections;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** Attempts at other batches that left something in doubt, of this execution or of an earlier one. */
final class EarlierAttempts {

    private static final String END_LAPSED = """
            update claim set token = %1$s
             where batch in (select batch from claim
                              where batch = any (?) and lease_until < now() and token <> %1$s
                                for update skip locked)
            """.formatted(ClaimTable.NOBODY);

    private static final String NOT_OVER =
            "select count(*) from claim where batch = any (?) and token <> " + ClaimTable.NOBODY;

    private final LedgerConnections connections;
    private final Duration lease;

    EarlierAttempts(LedgerConnections connections, Duration lease) {
        this.connections = connections;
        this.lease = lease;
    }

    /**
     * Waits until no attempt at these batches lives, and sees to it that none comes to life again: a process that stood still
     * would renew its claim when it wakes, and send what it left in doubt beside whoever relied on its end.
     *
     * @throws ConnectorException {@code STALE_ATTEMPT} when one lives on and on
     */
    void awaitEnd(Claims.Claim own, Collection<String> batches) throws InterruptedException {
        long giveUp = System.nanoTime() + lease.multipliedBy(3).toNanos();
        while (!areOver(batches.toArray(String[]::new))) {
            if (System.nanoTime() > giveUp) {
                throw Claims.stale(own.batch(), own.attempt());
            }
            TimeUnit.MILLISECONDS.sleep(Claims.POLL_MS);
        }
    }

    private boolean areOver(String[] batches) {
        return connections.with("end claims", connection -> {
            Array named = connection.createArrayOf("text", batches);
            try (PreparedStatement end = connection.prepareStatement(END_LAPSED);
                    PreparedStatement look = connection.prepareStatement(NOT_OVER)) {
                end.setArray(1, named);
                end.executeUpdate();
                look.setArray(1, named);
                try (ResultSet row = look.executeQuery()) {
                    row.next();
                    return row.getInt(1) == 0;
                }
            }
        });
    }
}
