package io.drover.worker;

import io.drover.contracts.BatchId;
import io.drover.contracts.Command;
import io.drover.worker.database.LedgerConnections;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The claims as the database has them: each statement is one step that nobody comes between. */
final class ClaimTable {

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

    private final LedgerConnections connections;
    private final WorkerName worker;
    private final Duration lease;

    ClaimTable(LedgerConnections connections, WorkerName worker, Duration lease) {
        this.connections = connections;
        this.worker = worker;
        this.lease = lease;
    }

    /**
     * What a try to claim a batch met.
     *
     * @param attempt that had it; 0 for none
     */
    record Met(
            boolean closed,
            boolean taken,
            int attempt,
            @Nullable Instant leaseUntil) {}

    /** Takes the claim of the command's batch, where nobody has it. */
    Met take(Command command, UUID token) {
        String batch = command.batch().toString();
        return connections.with("write a claim", TAKE, statement -> {
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

    /** Who has the claim of a batch, and whether its lease lasts. */
    record Owner(int attempt, UUID token, boolean lives) {}

    Optional<Owner> owner(BatchId batch) {
        return connections.with("read a claim", OWNER, statement -> {
            statement.setString(1, batch.toString());
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? Optional.of(new Owner(row.getInt(1), row.getObject(2, UUID.class), row.getBoolean(3)))
                        : Optional.empty();
            }
        });
    }

    /** Gives a claim back. */
    void release(BatchId batch, UUID token, boolean closed) {
        connections.with("write a claim", closed ? RELEASE_CLOSED : RELEASE, statement -> {
            int at = 1;
            if (closed) {
                statement.setString(at++, batch.toString());
            }
            statement.setString(at++, batch.toString());
            statement.setObject(at, token);
            return statement.executeUpdate();
        });
    }
}
