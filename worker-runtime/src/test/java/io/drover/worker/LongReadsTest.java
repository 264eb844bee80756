package io.drover.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.drover.spi.ConnectorException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Readings that hold a connection for minutes, more of them at once than there are connections. */
@TestInstance(Lifecycle.PER_CLASS)
class LongReadsTest {

    private static final int BOUND = LedgerDatabase.MOST / 2;

    private final AtomicInteger reading = new AtomicInteger();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private LedgerDatabase database;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        database = new LedgerDatabase(directory);
    }

    @AfterAll
    void stop() throws Exception {
        database.close();
    }

    @Test
    void they_leave_connections_for_what_they_and_others_ask_meanwhile() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < LedgerDatabase.MOST; i++) {
            threads.add(Thread.ofPlatform().daemon().start(this::compare));
        }
        await().atMost(Duration.ofSeconds(30))
                .until(() -> reading.get() >= BOUND
                        && threads.stream().allMatch(one -> one.getState() == Thread.State.WAITING));

        assertThat(database.ask("select 1")).isOne();
        assertThat(reading).hasValue(BOUND);
        goOn.countDown();
        for (Thread thread : threads) {
            thread.join(Duration.ofSeconds(30));
        }
        assertThat(failures).isEmpty();
        assertThat(reading).hasValue(LedgerDatabase.MOST);
    }

    private void compare() {
        try {
            database.origins()
                    .gone(
                            "route",
                            "testcase",
                            each -> {
                                reading.incrementAndGet();
                                waitThenAsk();
                            },
                            (origin, target) -> {});
        } catch (IOException | RuntimeException | AssertionError e) {
            failures.add(e);
        }
    }

    /** As its first finding does for the secrets that it must not tell. */
    private void waitThenAsk() {
        try {
            goOn.await();
            database.ask("select 1");
        } catch (InterruptedException | SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void who_is_stopped_while_it_waits_for_its_turn_says_so() {
        LongReads longReads = new LongReads(database.connections());
        List<LongReads.Leave> all = new ArrayList<>();
        for (int i = 0; i < BOUND; i++) {
            all.add(longReads.begin());
        }
        Thread.currentThread().interrupt();
        assertThatThrownBy(longReads::begin).isInstanceOfSatisfying(ConnectorException.class, e -> assertThat(e.code())
                .isEqualTo("INTERRUPTED"));
        assertThat(Thread.interrupted()).isTrue();

        all.forEach(LongReads.Leave::close);
        longReads.begin().close();
    }
}
