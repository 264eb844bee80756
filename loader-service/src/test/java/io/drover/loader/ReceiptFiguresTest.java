package io.drover.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.worker.LedgerDatabase;
import io.drover.worker.database.LedgerConnections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real PostgreSQL: how many receipts are in doubt, however many there are. */
class ReceiptFiguresTest {

    @Test
    void of_few_receipts_each_is_counted_and_of_many_it_is_an_estimate(@TempDir Path directory) throws Exception {
        try (LedgerDatabase database = new LedgerDatabase(directory)) {
            ReceiptFigures figures = new ReceiptFigures(database.connections(), new SimpleMeterRegistry());
            receipts(database, 1, 1_000);
            assertThat(figures.countInDoubt()).isEqualTo(100);

            receipts(database, 1_001, 400_000);
            assertThat(figures.countInDoubt()).isCloseTo(40_000, within(4_000.0));
        }
    }

    /** Every tenth is in doubt. */
    private static void receipts(LedgerDatabase database, int from, int to) throws SQLException {
        try (LedgerConnections.Held held = database.connections().hold();
                Statement statement = held.connection().createStatement()) {
            statement.execute("""
                    insert into receipt (route, kind, source_id, state, target_id, content_hash, execution, batch, attempt)
                    select 'r', 'testcase', 'T' || n, case when n %% 10 = 0 then 'INTENDED' else 'CONFIRMED' end,
                           'x' || n, '\\x00', 'e', 'e/s/load/' || n / 250, 1
                      from generate_series(%d, %d) n""".formatted(from, to));
            statement.execute("analyze receipt");
        }
    }
}
